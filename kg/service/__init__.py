"""The SPARQL service: an immutable graph goes in, answers over HTTP come out.

The front process speaks HTTP and holds no engine; queries run in worker processes that can be
killed.  `app` routes requests, `pool` hands them to workers, `worker` is what a worker runs.
"""
