#!/usr/bin/python3
"""Pages as one would first build them in Python: the official gRPC server, FAISS's flat index for the best 500 titles by inner
product, micro-genres as masks, and maximal marginal relevance per row in NumPy.

It answers the same proto from the same embeddings, tags, micro-genres and artworks as this project's server. Several processes
share the port where asked for, as gRPC's own example for busy servers does. The line on standard output says where it listens.
It ends with its standard input, or at SIGTERM.
"""

import argparse
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from concurrent import futures
from pathlib import Path

os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = "1"  # a process has one core

import numpy

CANDIDATES = 500
RELEVANCE = 0.7
THREADS = 10  # as gRPC's quick start has it
PROTOS = ("title", "recommendation_service")

# Debian's compiler comes without google's own protos; the Python library has their code.
TIMESTAMP = 'syntax = "proto3"; package google.protobuf; message Timestamp { int64 seconds = 1; int32 nanos = 2; }'


def generate(protos, into):
    """The Python code of the protos, as protoc writes it."""
    plugin = shutil.which("grpc_python_plugin")
    if shutil.which("protoc") is None or plugin is None:
        sys.exit("protoc and grpc_python_plugin are needed: packages protobuf-compiler and protobuf-compiler-grpc")
    known = Path(into) / "known" / "google" / "protobuf"
    known.mkdir(parents=True)
    (known / "timestamp.proto").write_text(TIMESTAMP, encoding="ascii")
    subprocess.run(
        ["protoc", f"--proto_path={protos}", f"--proto_path={known.parents[1]}", f"--python_out={into}", f"--grpc_python_out={into}",
         f"--plugin=protoc-gen-grpc_python={plugin}", *(f"recommender/v1/{name}.proto" for name in PROTOS)],
        check=True)


class Catalogue:
    """Everything that pages are made from, in memory."""

    def __init__(self, folder):
        import faiss

        faiss.omp_set_num_threads(1)
        self.titles = numpy.load(folder / "titles.npy")
        self.members = numpy.load(folder / "members.npy")
        self.index = faiss.IndexFlatIP(self.titles.shape[1])
        self.index.add(self.titles)

        facts = json.loads((folder / "facts.json").read_text(encoding="utf-8"))
        self.title_ids = facts["titleIds"]
        self.member_rows = {member: row for row, member in enumerate(facts["memberIds"])}
        self.watched = [numpy.array(titles, dtype=numpy.int64) for titles in facts["watched"]]
        self.images, self.trailers = facts["images"], facts["trailers"]
        self.genre_names = [genre["name"] for genre in facts["genres"]]
        self.genres = numpy.zeros((len(self.genre_names), len(self.title_ids)), dtype=bool)
        for row, genre in enumerate(facts["genres"]):
            self.genres[row, genre["titles"]] = True

        self.tags = numpy.zeros((len(self.title_ids), facts["tagCount"]), dtype=numpy.float32)
        for row, tags in enumerate(facts["tags"]):
            for tag, weight in tags:
                self.tags[row, tag] = weight
        norms = numpy.linalg.norm(self.tags, axis=1, keepdims=True)
        self.tags /= numpy.where(norms > 0, norms, 1)
        self.anyone = self.members.mean(axis=0)


def diverse(relevance, tags, count):
    """Places of candidates by maximal marginal relevance, as its paper has it."""
    similarity = tags @ tags.T
    left = list(range(len(relevance)))
    chosen = [left.pop(int(relevance.argmax()))]
    while len(chosen) < count:
        nearest = similarity[numpy.ix_(left, chosen)].max(axis=1)
        chosen.append(left.pop(int((RELEVANCE * relevance[left] - (1 - RELEVANCE) * nearest).argmax())))
    return chosen


def serve(catalogue, port):
    import grpc
    from recommender.v1 import recommendation_service_pb2 as pb
    from recommender.v1 import recommendation_service_pb2_grpc as pb_grpc

    random = numpy.random.default_rng(os.getpid())

    def artwork(shown):
        if not shown:
            return None
        identity, uri = shown[random.integers(len(shown))]
        return pb.ChosenArtwork(artwork_id=identity, uri=uri, propensity=1 / len(shown))

    class Pages(pb_grpc.RecommendationServiceServicer):
        def Recommend(self, request, context):
            wanted, length = request.max_rows or 10, request.titles_per_row or 20
            member = catalogue.member_rows.get(request.member_id)
            vector = catalogue.anyone if member is None else catalogue.members[member]
            scores, found = catalogue.index.search(vector[None, :], CANDIDATES)
            scores, found = scores[0], found[0]
            keep = found >= 0
            if member is not None:
                keep &= ~numpy.isin(found, catalogue.watched[member])
            scores, found = scores[keep], found[keep]
            relevance = scores / max(scores[0], 1e-6)
            tags = catalogue.tags[found]

            page = pb.RecommendResponse(decision_id=os.urandom(8).hex(), curtailment=pb.CURTAILMENT_NONE)
            free = numpy.ones(len(found), dtype=bool)

            def add(name, identity, kind, affinity, places):
                chosen = diverse(relevance[places], tags[places], length)
                row = page.rows.add(row_id=identity, name=name, kind=kind, affinity=affinity)
                for place in places[chosen]:
                    title = found[place]
                    row.titles.add(
                        title_id=catalogue.title_ids[title], score=scores[place],
                        artwork=artwork(catalogue.images[title]), trailer=artwork(catalogue.trailers[title]))
                free[places[chosen]] = False

            add("Top picks", "top-picks", pb.ROW_KIND_TOP_PICKS, 1, numpy.arange(len(found)))
            members = catalogue.genres[:, found]
            affinity = members @ relevance
            for genre in numpy.argsort(-affinity):
                if len(page.rows) == wanted:
                    break
                places = numpy.flatnonzero(members[genre] & free)
                if len(places) >= length:
                    add(catalogue.genre_names[genre], f"micro-genre:{genre}", pb.ROW_KIND_MICRO_GENRE, 0.5, places)
            while len(page.rows) < wanted and free.sum() >= length:
                add("More for you", f"more:{len(page.rows)}", pb.ROW_KIND_TOP_PICKS, 0.1, numpy.flatnonzero(free))
            return page

    server = grpc.server(futures.ThreadPoolExecutor(max_workers=THREADS), options=(("grpc.so_reuseport", 1),))
    pb_grpc.add_RecommendationServiceServicer_to_server(Pages(), server)
    if server.add_insecure_port(f"127.0.0.1:{port}") != port:
        sys.exit(f"cannot listen on port {port}")
    server.start()
    return server


def blas():
    """The library that multiplies matrices here."""
    mapped = {Path(line.split()[-1]).name for line in Path("/proc/self/maps").read_text(encoding="utf-8").splitlines() if "/" in line}
    return sorted((name for name in mapped if "blas" in name), key=lambda name: "openblas" not in name)[0]


def work(catalogue, port, ready):
    server = serve(catalogue, port)
    os.write(ready, b".")
    signal.sigwait({signal.SIGTERM})
    server.stop(grace=1).wait()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("protos", type=Path)
    parser.add_argument("--processes", type=int, default=1)
    arguments = parser.parse_args()

    # Every process listens on the port that this one holds without listening. Signals wait until somebody looks for them.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
    with tempfile.TemporaryDirectory() as code, socket.socket() as held:
        generate(arguments.protos, code)
        sys.path.insert(0, code)
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
        catalogue = Catalogue(arguments.folder)
        heard, ready = os.pipe()
        children = []
        for _ in range(arguments.processes):
            child = os.fork()
            if child == 0:
                work(catalogue, port, ready)
                os._exit(0)
            children.append(child)
        os.close(ready)
        for _ in children:
            if not os.read(heard, 1):
                sys.exit("a process ended before it listened")
        print(f"{blas()} listening on http://127.0.0.1:{port}", flush=True)
        threading.Thread(target=lambda: (sys.stdin.read(), os.kill(os.getpid(), signal.SIGTERM)), daemon=True).start()
        signal.sigwait({signal.SIGTERM})
        for child in children:
            os.kill(child, signal.SIGTERM)
        for child in children:
            os.waitpid(child, 0)


if __name__ == "__main__":
    main()
