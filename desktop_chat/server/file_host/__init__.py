"""Files that people send: uploads and downloads over HTTP, and the folder in which the contents are kept.

Read `file_host` (the parts, and what happens to contents that nobody needs any more), `upload` and `upload_exchange`,
`download`, `file_folder`; then `media_types` and `content_disposition`. The hub decides who may do what
(`hub/people/file_desk`) and keeps the records in the database; a content without a record is deleted at the next start.

Spec: docs/specifications/filehost.md
"""
