#!/usr/bin/python3
"""FAISS: IndexFlatIP and IndexIVFFlat by inner product, on one thread. See peer.py for the conversation."""

import os

import faiss
import numpy

from peer import Peer, serve, timed

NEVER = 2**31 - 1


class Faiss(Peer):
    def about(self, request):
        return {"version": faiss.__version__, "compiled": faiss.get_compile_options().strip(), "threads": faiss.omp_get_max_threads()}

    def build(self, request):
        dimension = self.rows.shape[1]
        file = request.get("file")
        if file and os.path.exists(file):
            faiss.omp_set_num_threads(1)
            self.index = faiss.read_index(file)
            return {"seconds": 0, "kept": True}

        faiss.omp_set_num_threads(request["threads"])
        if request["kind"] == "flat":
            self.index = faiss.IndexFlatIP(dimension)
        else:
            self.quantizer = faiss.IndexFlatIP(dimension)
            self.index = faiss.IndexIVFFlat(self.quantizer, dimension, request["lists"], faiss.METRIC_INNER_PRODUCT)
        seconds, _ = timed(lambda: (self.index.train(self.rows), self.index.add(self.rows)))
        faiss.omp_set_num_threads(1)
        if file:
            faiss.write_index(self.index, file + ".unfinished")
            os.replace(file + ".unfinished", file)
        return {"seconds": seconds, "kept": False}

    def probe(self, request):
        self.index.nprobe = request["probes"]
        return {}

    def blas(self, request):
        """Batches of 20 queries and more go through BLAS unless told otherwise; one query never does."""
        faiss.cvar.distance_compute_blas_threshold = 20 if request["use"] else NEVER
        return {}

    def overhead(self, request):
        """What a call costs in Python and at FAISS's door: the median of searches of an index without rows."""
        empty = faiss.IndexFlatIP(self.rows.shape[1])
        seconds = [timed(lambda: empty.search(self.queries[:1], request["k"]))[0] for _ in range(200)]
        return {"seconds": float(numpy.median(seconds))}

    def search(self, queries, k):
        return self.index.search(queries, k)[1]


serve(Faiss())
