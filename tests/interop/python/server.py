"""The interop server on Debian's python3-grpcio.

It lacks one feature of the descriptions, because the library does: CompressedRequest. A handler never learns whether a
message came compressed.
"""

import argparse
import signal
import threading
import time
from concurrent import futures

import grpc

from protocol import empty_pb2, messages_pb2, test_pb2_grpc, zeros

ECHO_INITIAL = "x-grpc-test-echo-initial"
ECHO_TRAILING = "x-grpc-test-echo-trailing-bin"
CODES = {code.value[0]: code for code in grpc.StatusCode}


def compress_if_asked(asked, context):
    """Compresses the answers of this call; to be called before the first header goes out."""
    if asked:
        context.set_compression(grpc.Compression.Gzip)


def echo_metadata(context):
    received = context.invocation_metadata()
    initial = tuple((key, value) for key, value in received if key == ECHO_INITIAL)
    if initial:
        context.send_initial_metadata(initial)
    context.set_trailing_metadata(tuple((key, value) for key, value in received if key == ECHO_TRAILING))


def abort_if_asked(request, context):
    if request.response_status.code:
        context.abort(CODES[request.response_status.code], request.response_status.message)


def answers(request, context):
    for parameters in request.response_parameters:
        time.sleep(parameters.interval_us / 1e6)
        if not parameters.compressed.value:
            context.disable_next_message_compression()
        yield messages_pb2.StreamingOutputCallResponse(payload=zeros(parameters.size))


class TestService(test_pb2_grpc.TestServiceServicer):
    def EmptyCall(self, request, context):
        return empty_pb2.Empty()

    def UnaryCall(self, request, context):
        compress_if_asked(request.response_compressed.value, context)
        echo_metadata(context)
        abort_if_asked(request, context)
        return messages_pb2.SimpleResponse(payload=zeros(request.response_size))

    def StreamingInputCall(self, request_iterator, context):
        echo_metadata(context)
        size = sum(len(request.payload.body) for request in request_iterator)
        return messages_pb2.StreamingInputCallResponse(aggregated_payload_size=size)

    def StreamingOutputCall(self, request, context):
        compress_if_asked(any(p.compressed.value for p in request.response_parameters), context)
        echo_metadata(context)
        abort_if_asked(request, context)
        yield from answers(request, context)

    def FullDuplexCall(self, request_iterator, context):
        echo_metadata(context)
        for request in request_iterator:
            abort_if_asked(request, context)
            yield from answers(request, context)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=0, help="0 lets the system choose")
    arguments = parser.parse_args()

    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=16))
    test_pb2_grpc.add_TestServiceServicer_to_server(TestService(), server)
    port = server.add_insecure_port(f"127.0.0.1:{arguments.port}")
    server.start()
    print(f"listening {port}", flush=True)
    stop.wait()
    server.stop(grace=None).wait()


if __name__ == "__main__":
    main()
