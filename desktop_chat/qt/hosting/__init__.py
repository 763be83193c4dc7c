"""The chat hosted on this computer, as the windows see it.

Read `hosting` first: Hosting starts, finds and stops the server, and has the server's state. `hosted_reports` keeps the
server's reports, `server_process` starts the process, `control_link` is the thread of the control channel,
`pending_requests` matches answers with requests, `own_addresses` looks up where others can reach the chat. `knock_desk`
asks the host about people who want to be let in. `other_port` starts the chat on another port when its own is busy.

The server is a separate process and outlives the windows. The *control channel* is the connection to the server
(messages: `net/control_values`); a *step* is a start, a stop or a search under way.
"""
