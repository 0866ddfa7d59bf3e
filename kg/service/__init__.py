"""The SPARQL service: an immutable graph goes in, answers over HTTP come out.

The front process speaks HTTP and holds no engine; queries run in worker processes that can be
killed.  The rooms are cut by process, and import one way only (`tests/test_layers.py` holds it):

    server, routes → answers → application → data, pool → worker → counts → sparql → http

* `http` speaks HTTP: requests, replies, formats, problems, limits.
* `sparql` reads the protocol, and as much of the language as must be known before a query runs.
* `counts` answers queries that count over the whole from what was counted before.
* `worker` is what the child processes run, with the walls around it.
* `pool` hands queries to workers: who is idle, who takes long, who must be ended; or asks another
  engine, and hands workers what it has said.
* `data` finds and loads what is served, and sends it to other engines.
* `application` holds what is served now, and asks who answers a request.
* `answers` answers: an address, a module or more.

A query on its way is a `Request` (http), an `Operation`, what is asked (sparql), a `Job`, what is
to be done (worker), a `Ticket`, the job on its way through the pool, an `Outcome` with bytes, what
came of it (worker), and a `Reply` (http).
"""
