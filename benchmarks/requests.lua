-- wrk script: sends the requests of a file in order; each thread takes every n-th line.
-- arguments: FILE, then the number of threads. Counts answers that are not 200.
local threads = {}
local paths = {}
local place = 0

function setup(thread)
  thread:set("number", #threads)
  table.insert(threads, thread)
end

function init(args)
  failures = 0
  local step = tonumber(args[2] or "1")
  local index = 0
  for line in io.lines(args[1]) do
    if index % step == number then
      paths[#paths + 1] = line
    end
    index = index + 1
  end
end

function request()
  place = place % #paths + 1
  return wrk.format("GET", wrk.path .. paths[place], { ["Accept"] = "application/sparql-results+json" })
end

function response(status)
  if status ~= 200 then
    failures = failures + 1
  end
end

function done(summary, latency, requests)
  local failed = 0
  for _, thread in ipairs(threads) do
    failed = failed + thread:get("failures")
  end
  io.write(string.format(
    'RESULT {"rate": %.1f, "p50": %.3f, "p99": %.3f, "requests": %d, "failed": %d}\n',
    summary.requests / (summary.duration / 1e6), latency:percentile(50) / 1000,
    latency:percentile(99) / 1000, summary.requests, failed + summary.errors.connect + summary.errors.timeout))
end
