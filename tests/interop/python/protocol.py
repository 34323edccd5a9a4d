"""The generated stubs. Their package, grpc.testing, lies inside the library's own, so that one's path is extended."""

import grpc

from generate import STUBS

grpc.__path__.append(str(STUBS / "grpc"))

from grpc.testing import empty_pb2, messages_pb2, test_pb2_grpc  # noqa: E402

__all__ = ["empty_pb2", "messages_pb2", "test_pb2_grpc", "zeros"]


def zeros(size):
    return messages_pb2.Payload(body=bytes(size))
