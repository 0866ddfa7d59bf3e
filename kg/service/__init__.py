"""The SPARQL service: an immutable graph goes in, answers over HTTP come out.

The front process speaks HTTP and holds no engine; queries run in worker processes that can be
killed.  The rooms are cut by process, and import one way only (`tests/test_layers.py` holds it):

    server, routes → answers → application → data, pool → worker → sparql → http

`http` speaks HTTP, `sparql` reads the protocol and as much of the language as must be known before
a query runs, `worker` is what the child processes run, `pool` hands queries to them, `data` loads
and reloads, `application` holds what is served and who is asked, `answers` answers.
"""
