"""What the peers share: one JSON request a line on standard input, one JSON answer a line on standard output.

The program ends with its input. Times are of the library's calls alone, in seconds of the monotonic clock.
"""

import json
import sys
import time

import numpy


def timed(call):
    began = time.perf_counter()
    result = call()
    return time.perf_counter() - began, result


class Peer:
    """A library with its rows, its index and the queries of a set. A library's own class says how to build and to search."""

    def load(self, request):
        self.rows = numpy.load(request["rows"], mmap_mode="r")
        self.queries = numpy.ascontiguousarray(numpy.load(request["queries"]))
        count = request.get("count") or len(self.rows)
        self.rows = numpy.ascontiguousarray(self.rows[:count])
        return {"rows": len(self.rows), "dimension": self.rows.shape[1]}

    def batch(self, request):
        """Hands all queries of a round to the library in one call, on one thread."""
        queries = self.queries[request["first"] : request["first"] + request["count"]]
        seconds, ids = timed(lambda: self.search(queries, request["k"]))
        return self.answer(seconds, ids, request)

    def single(self, request):
        """One call for each query, as a server makes them; the times of the calls include Python's share."""
        ids, seconds = [], []
        for q in range(request["first"], request["first"] + request["count"]):
            query = self.queries[q : q + 1]
            took, found = timed(lambda: self.search(query, request["k"]))
            seconds.append(took)
            ids.append(found)
        answer = self.answer(sum(seconds), numpy.concatenate(ids), request)
        return answer | {"p50": float(numpy.percentile(seconds, 50)), "p99": float(numpy.percentile(seconds, 99))}

    def answer(self, seconds, ids, request):
        if request.get("ids"):
            numpy.save(request["ids"], ids.astype("<i4"))
        return {"seconds": seconds}


def serve(peer):
    for line in sys.stdin:
        request = json.loads(line)
        try:
            answer = getattr(peer, request["do"])(request)
        except Exception as failure:  # the caller decides what a failure means
            answer = {"error": f"{type(failure).__name__}: {failure}"}
        print(json.dumps(answer), flush=True)
