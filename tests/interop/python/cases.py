"""The client's side of gRPC's interop-test-descriptions.

Every case gets an open channel, checks what came back, and raises Difference with what is otherwise than it should be.
"""

import random
import threading
import time

import grpc

from protocol import empty_pb2, messages_pb2, test_pb2_grpc, zeros

IN_TIME_SECONDS = 2.0
LARGE_REQUEST, LARGE_RESPONSE = 271828, 314159
REQUEST_SIZES = (27182, 8, 1828, 45904)
RESPONSE_SIZES = (31415, 9, 2653, 58979)


class Difference(Exception):
    """What came back is not what the case demands."""


def check(holds, what):
    if not holds:
        raise Difference(what)


def check_equal(what, actual, expected):
    check(actual == expected, f"{what} is {actual!r}, not {expected!r}")


def check_zeros(response, size):
    check_equal("the size of an answer", len(response.payload.body), size)
    check(response.payload.body == bytes(size), "an answer holds something else than zeros")


def check_status(call, code, details=None):
    """Waits for the status of a call and compares it."""
    check(call.code() == code, f'the status is {call.code()} "{call.details()}", not {code}')
    if details is not None:
        check_equal("the status message", call.details(), details)


def check_fails(call, code, details=None):
    """The single answer of a call is a failure with this status."""
    try:
        call.result()
    except (grpc.RpcError, grpc.FutureCancelledError):
        pass
    else:
        raise Difference(f"the call succeeded, but {code} was due")
    check_status(call, code, details)


def check_in_time(since):
    elapsed = time.monotonic() - since
    check(elapsed < IN_TIME_SECONDS, f"the status took {elapsed:.1f} s to come")


def check_serves(stub):
    """After a call that was cut short the connection still serves."""
    check_status(stub.EmptyCall.future(empty_pb2.Empty()), grpc.StatusCode.OK)


def large(**fields):
    return messages_pb2.SimpleRequest(response_size=LARGE_RESPONSE, payload=zeros(LARGE_REQUEST), **fields)


def ping(request_size, response_size):
    parameters = [messages_pb2.ResponseParameters(size=response_size)]
    return messages_pb2.StreamingOutputCallRequest(response_parameters=parameters, payload=zeros(request_size))


class OpenRequests:
    """A stream of requests that stays open, sending what is put into it, until it is closed."""

    def __init__(self):
        self._changed = threading.Condition()
        self._waiting = []
        self._closed = False

    def send(self, request):
        with self._changed:
            self._waiting.append(request)
            self._changed.notify_all()

    def close(self):
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def __iter__(self):
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting or self._closed)
                if not self._waiting:
                    return
                request = self._waiting.pop(0)
            yield request


def empty_unary(channel, _):
    response = test_pb2_grpc.TestServiceStub(channel).EmptyCall(empty_pb2.Empty())
    check_equal("the answer", response, empty_pb2.Empty())


def large_unary(channel, _):
    check_zeros(test_pb2_grpc.TestServiceStub(channel).UnaryCall(large()), LARGE_RESPONSE)


def client_streaming(channel, _):
    requests = (messages_pb2.StreamingInputCallRequest(payload=zeros(size)) for size in REQUEST_SIZES)
    response = test_pb2_grpc.TestServiceStub(channel).StreamingInputCall(requests)
    check_equal("the aggregated size", response.aggregated_payload_size, 74922)


def server_streaming(channel, _):
    parameters = [messages_pb2.ResponseParameters(size=size) for size in RESPONSE_SIZES]
    request = messages_pb2.StreamingOutputCallRequest(response_parameters=parameters)
    call = test_pb2_grpc.TestServiceStub(channel).StreamingOutputCall(request)
    responses = list(call)
    check_status(call, grpc.StatusCode.OK)
    check_equal("the number of answers", len(responses), len(RESPONSE_SIZES))
    for response, size in zip(responses, RESPONSE_SIZES):
        check_zeros(response, size)


def ping_pong(channel, _):
    requests = OpenRequests()
    call = test_pb2_grpc.TestServiceStub(channel).FullDuplexCall(iter(requests))
    for request_size, response_size in zip(REQUEST_SIZES, RESPONSE_SIZES):
        requests.send(ping(request_size, response_size))
        check_zeros(next(call), response_size)
    requests.close()
    check_equal("the number of answers too many", len(list(call)), 0)
    check_status(call, grpc.StatusCode.OK)


def empty_stream(channel, _):
    call = test_pb2_grpc.TestServiceStub(channel).FullDuplexCall(iter(()))
    check_equal("the number of answers", len(list(call)), 0)
    check_status(call, grpc.StatusCode.OK)


def custom_metadata(channel, _):
    initial = ("x-grpc-test-echo-initial", "test_initial_metadata_value")
    trailing = ("x-grpc-test-echo-trailing-bin", b"\xab\xab\xab")
    stub = test_pb2_grpc.TestServiceStub(channel)

    def check_echoed(call):
        check_status(call, grpc.StatusCode.OK)
        for kind, sent, came in (("initial", initial, call.initial_metadata()), ("trailing", trailing, call.trailing_metadata())):
            check_equal(f"the {kind} metadata", [value for key, value in came if key == sent[0]], [sent[1]])

    response, call = stub.UnaryCall.with_call(large(), metadata=(initial, trailing))
    check_echoed(call)
    check_zeros(response, LARGE_RESPONSE)

    call = stub.FullDuplexCall(iter([ping(LARGE_REQUEST, LARGE_RESPONSE)]), metadata=(initial, trailing))
    responses = list(call)
    check_echoed(call)
    check_equal("the number of answers", len(responses), 1)
    check_zeros(responses[0], LARGE_RESPONSE)


def status_code_and_message(channel, _):
    message = "test status message"
    status = messages_pb2.EchoStatus(code=grpc.StatusCode.UNKNOWN.value[0], message=message)
    stub = test_pb2_grpc.TestServiceStub(channel)
    check_fails(stub.UnaryCall.future(messages_pb2.SimpleRequest(response_status=status)), grpc.StatusCode.UNKNOWN, message)
    request = messages_pb2.StreamingOutputCallRequest(response_status=status)
    check_status(stub.FullDuplexCall(iter([request])), grpc.StatusCode.UNKNOWN, message)


def special_status_message(channel, _):
    message = "\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈\t\n"
    status = messages_pb2.EchoStatus(code=grpc.StatusCode.UNKNOWN.value[0], message=message)
    call = test_pb2_grpc.TestServiceStub(channel).UnaryCall.future(messages_pb2.SimpleRequest(response_status=status))
    check_fails(call, grpc.StatusCode.UNKNOWN, message)


def unimplemented_method(channel, _):
    call = test_pb2_grpc.TestServiceStub(channel).UnimplementedCall.future(empty_pb2.Empty())
    check_fails(call, grpc.StatusCode.UNIMPLEMENTED)


def unimplemented_service(channel, _):
    call = test_pb2_grpc.UnimplementedServiceStub(channel).UnimplementedCall.future(empty_pb2.Empty())
    check_fails(call, grpc.StatusCode.UNIMPLEMENTED)


def cancel_after_begin(channel, _):
    stub = test_pb2_grpc.TestServiceStub(channel)

    def check_cancels(call, requests):
        since = time.monotonic()
        call.cancel()
        check_fails(call, grpc.StatusCode.CANCELLED)
        check_in_time(since)
        requests.close()

    hasty = OpenRequests()
    check_cancels(stub.StreamingInputCall.future(iter(hasty)), hasty)

    # The echoed header proves that the server has the call before it is cancelled.
    requests = OpenRequests()
    call = stub.StreamingInputCall.future(iter(requests), metadata=(("x-grpc-test-echo-initial", "begun"),))
    check(any(value == "begun" for _, value in call.initial_metadata()), "the echoed header is missing")
    check_cancels(call, requests)
    check_serves(stub)


def cancel_after_first_response(channel, _):
    stub = test_pb2_grpc.TestServiceStub(channel)
    requests = OpenRequests()
    call = stub.FullDuplexCall(iter(requests))
    requests.send(ping(REQUEST_SIZES[0], RESPONSE_SIZES[0]))
    check_zeros(next(call), RESPONSE_SIZES[0])
    since = time.monotonic()
    call.cancel()
    check_status(call, grpc.StatusCode.CANCELLED)
    check_in_time(since)
    requests.close()
    check_serves(stub)


def timeout_on_sleeping_server(channel, _):
    stub = test_pb2_grpc.TestServiceStub(channel)
    # One millisecond may pass before anything is sent; half a second on an open connection does not.
    for timeout in (0.001, 0.5):
        requests = OpenRequests()
        requests.send(messages_pb2.StreamingOutputCallRequest(payload=zeros(REQUEST_SIZES[0])))
        since = time.monotonic()
        call = stub.FullDuplexCall(iter(requests), timeout=timeout)
        check_status(call, grpc.StatusCode.DEADLINE_EXCEEDED)
        check_in_time(since)
        check(time.monotonic() - since > timeout - 0.02, "the deadline was not waited for")
        requests.close()
        check_serves(stub)


def client_compressed_unary(channel, probe):
    stub = test_pb2_grpc.TestServiceStub(channel)

    def ask(expected, compression):
        request = large(expect_compressed=messages_pb2.BoolValue(value=expected))
        return stub.UnaryCall.future(request, compression=compression)

    if probe:
        check_fails(ask(True, grpc.Compression.NoCompression), grpc.StatusCode.INVALID_ARGUMENT)
    check_zeros(ask(True, grpc.Compression.Gzip).result(), LARGE_RESPONSE)
    check_zeros(ask(False, grpc.Compression.NoCompression).result(), LARGE_RESPONSE)


def server_compressed_unary(channel, _):
    stub = test_pb2_grpc.TestServiceStub(channel)
    for compressed in (True, False):
        request = large(response_compressed=messages_pb2.BoolValue(value=compressed))
        check_zeros(stub.UnaryCall(request), LARGE_RESPONSE)


def client_compressed_streaming(channel, probe):
    stub = test_pb2_grpc.TestServiceStub(channel)

    def request(expected, body):
        payload = messages_pb2.Payload(body=body)
        return messages_pb2.StreamingInputCallRequest(expect_compressed=messages_pb2.BoolValue(value=expected), payload=payload)

    if probe:
        uncompressed = iter([request(True, bytes(27182))])
        check_fails(stub.StreamingInputCall.future(uncompressed), grpc.StatusCode.INVALID_ARGUMENT)
    # The library has no switch for one message of a client's stream. It sends uncompressed what would not shrink.
    noise = random.Random(45904).randbytes(45904)
    requests = iter([request(True, bytes(27182)), request(False, noise)])
    response = stub.StreamingInputCall(requests, compression=grpc.Compression.Gzip)
    check_equal("the aggregated size", response.aggregated_payload_size, 73086)


def server_compressed_streaming(channel, _):
    expected = ((31415, True), (92653, False))
    parameters = [messages_pb2.ResponseParameters(size=size, compressed=messages_pb2.BoolValue(value=compressed))
                  for size, compressed in expected]
    request = messages_pb2.StreamingOutputCallRequest(response_parameters=parameters)
    call = test_pb2_grpc.TestServiceStub(channel).StreamingOutputCall(request)
    responses = list(call)
    check_status(call, grpc.StatusCode.OK)
    check_equal("the number of answers", len(responses), len(expected))
    for response, (size, _) in zip(responses, expected):
        check_zeros(response, size)


CASES = {case.__name__: case for case in (
    empty_unary, large_unary, client_streaming, server_streaming, ping_pong, empty_stream, custom_metadata,
    status_code_and_message, special_status_message, unimplemented_method, unimplemented_service, cancel_after_begin,
    cancel_after_first_response, timeout_on_sleeping_server, client_compressed_unary, server_compressed_unary,
    client_compressed_streaming, server_compressed_streaming)}
