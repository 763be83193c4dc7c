"""Files of people: uploads and downloads over HTTP, and the folder of the contents.

Read `file_host` (the parts, and the end of unused contents), `upload` and `upload_exchange`,
`download`, `file_folder`. The hub decides about permissions
(`hub/people/file_desk`) and keeps the records in the database; a content without a record is deleted at the next start.
In a cluster `server.cluster_file_host` adds the common store of all nodes.

Spec: docs/specifications/filehost.md
"""
