#!/usr/bin/python3
"""hnswlib by inner product: searches on one thread, whatever built the index. See peer.py for the conversation."""

import os
import subprocess

import hnswlib
import numpy

from peer import Peer, serve, timed


class Hnswlib(Peer):
    def about(self, request):
        """The version by Debian's package, and how many instructions use registers that only AVX has."""
        version = subprocess.run(["dpkg-query", "-W", "-f", "${Version}", "python3-hnswlib"], capture_output=True, text=True).stdout
        try:
            listing = subprocess.run(["objdump", "-d", "--no-show-raw-insn", hnswlib.__file__], capture_output=True, text=True).stdout
            wide = sum("%ymm" in line or "%zmm" in line for line in listing.splitlines())
        except FileNotFoundError:
            wide = None
        return {"version": version or "unknown", "wide": wide}

    def build(self, request):
        self.index = hnswlib.Index(space="ip", dim=self.rows.shape[1])
        file = request.get("file")
        if file and os.path.exists(file):
            self.index.load_index(file, max_elements=len(self.rows))
            return {"seconds": 0, "kept": True}

        self.index.init_index(max_elements=len(self.rows), M=request["m"], ef_construction=request["construction"], random_seed=100)
        seconds, _ = timed(lambda: self.index.add_items(self.rows, num_threads=request["threads"]))
        if file:
            self.index.save_index(file + ".unfinished")
            os.replace(file + ".unfinished", file)
        return {"seconds": seconds, "kept": False}

    def probe(self, request):
        self.index.set_ef(request["probes"])
        return {}

    def overhead(self, request):
        """What a call costs beside the search: the median of searches of an index of one row."""
        small = hnswlib.Index(space="ip", dim=2)
        small.init_index(max_elements=1, M=2, ef_construction=1)
        small.add_items(numpy.ones((1, 2), dtype="f4"))
        query = numpy.ones((1, 2), dtype="f4")
        return {"seconds": float(numpy.median([timed(lambda: small.knn_query(query, k=1, num_threads=1))[0] for _ in range(200)]))}

    def search(self, queries, k):
        return self.index.knn_query(queries, k=k, num_threads=1)[0]


serve(Hnswlib())
