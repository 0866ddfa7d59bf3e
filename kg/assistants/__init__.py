"""Questions of an assistant → answers that can be checked; spoken in the Model Context Protocol.

Each answer has the IRIs of the claims that it rests on, and what must be known beside them. What is
asked runs in the workers of the service, within its limits.

    protocol → tools → claims, caveats, search → asking → arguments, answers

* `arguments` are what an assistant may ask with, and why something is refused.
* `answers` are the shapes of what it gets.
* `asking` has the workers answer a query of `queries/`, or of the assistant.
* `claims` gathers what stands behind a claim, `caveats` what must be said beside it.
* `search` finds records by words.
* `tools` are the tools, a function each.
* `protocol` puts the tools on the wire, which `stdio` and `streamable` (HTTP) open and close: these
  three know the SDK, alone. `door` says who may come in by HTTP, and loads it when somebody does.
"""
