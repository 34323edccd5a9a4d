#!/usr/bin/python3
"""Calls a unary method of a gRPC server knowing no proto file of its services, as grpcurl does.

    reflect.py 127.0.0.1:5080 grpc.health.v1.Health/Check '{"service": ""}'

Needs python3-grpcio, python3-protobuf and protobuf-compiler. The reflection proto itself is compiled at start; all else
comes from the server. Prints one JSON object: the services that the server lists, the proto files that it sent, and
the answer of the method; of a list of requests, the list of answers.
"""

import argparse
import json
import pathlib
import queue
import subprocess
import sys

import grpc
from google.protobuf import descriptor_pb2, descriptor_pool, json_format, message_factory

PROTOS = pathlib.Path(__file__).resolve().parents[3] / "protos"
TIMEOUT_SECONDS = 10


def message_class(descriptor):
    """The class for a descriptor; the first form is that of protobuf 4.22 and later."""
    if hasattr(message_factory, "GetMessageClass"):
        return message_factory.GetMessageClass(descriptor)
    return message_factory.MessageFactory().GetPrototype(descriptor)


def compile_reflection(version):
    """A pool that knows the reflection proto of one version, and nothing else."""
    compiled = subprocess.run(
        ["protoc", f"-I{PROTOS}", "--descriptor_set_out=/dev/stdout", f"grpc/reflection/{version}/reflection.proto"],
        check=True, stdout=subprocess.PIPE, timeout=TIMEOUT_SECONDS).stdout
    pool = descriptor_pool.DescriptorPool()
    for file in descriptor_pb2.FileDescriptorSet.FromString(compiled).file:
        pool.Add(file)
    return pool


class Reflection:
    """One stream of the reflection service: a question, an answer."""

    def __init__(self, channel, version):
        pool = compile_reflection(version)
        package = f"grpc.reflection.{version}"
        self._request = message_class(pool.FindMessageTypeByName(f"{package}.ServerReflectionRequest"))
        response = message_class(pool.FindMessageTypeByName(f"{package}.ServerReflectionResponse"))
        self._questions = queue.Queue()
        self._answers = channel.stream_stream(
            f"/{package}.ServerReflection/ServerReflectionInfo",
            request_serializer=self._request.SerializeToString,
            response_deserializer=response.FromString,
        )(iter(self._questions.get, None), timeout=TIMEOUT_SECONDS)

    def ask(self, **question):
        self._questions.put(self._request(**question))
        answer = next(self._answers)
        if answer.HasField("error_response"):
            sys.exit(f"{question}: {answer.error_response.error_message}")
        return answer

    def close(self):
        """Ends the stream and sees that the server ends it well."""
        self._questions.put(None)
        assert list(self._answers) == [], "an answer without a question"
        assert self._answers.code() == grpc.StatusCode.OK, self._answers.code()


def fetch_pool(reflection, symbol):
    """A pool with the file of a symbol and its imports, and the names of those files."""
    files = {}

    def keep(answer):
        for data in answer.file_descriptor_response.file_descriptor_proto:
            file = descriptor_pb2.FileDescriptorProto.FromString(data)
            files[file.name] = file

    keep(reflection.ask(file_containing_symbol=symbol))
    while missing := {name for file in files.values() for name in file.dependency} - files.keys():
        keep(reflection.ask(file_by_filename=missing.pop()))

    pool, added = descriptor_pool.DescriptorPool(), set()

    def add(name):
        if name in added:
            return
        added.add(name)
        for imported in files[name].dependency:
            add(imported)
        pool.Add(files[name])

    for name in list(files):
        add(name)
    return pool, sorted(files)


def call(channel, pool, path, request):
    """Calls a method with a request in JSON; gives its response in JSON."""
    service, method = path.split("/")
    descriptor = pool.FindServiceByName(service).FindMethodByName(method)
    invoke = channel.unary_unary(
        f"/{path}",
        request_serializer=lambda message: message.SerializeToString(),
        response_deserializer=message_class(descriptor.output_type).FromString)
    message = json_format.ParseDict(request, message_class(descriptor.input_type)(), descriptor_pool=pool)
    return json_format.MessageToDict(invoke(message, timeout=TIMEOUT_SECONDS), descriptor_pool=pool)


def main():
    parser = argparse.ArgumentParser(description="Calls a method of a gRPC server found by reflection.")
    parser.add_argument("address", help="such as 127.0.0.1:5080")
    parser.add_argument("method", help="such as grpc.health.v1.Health/Check")
    parser.add_argument("request", type=json.loads, help="in JSON; a list of them is sent one after the other")
    parser.add_argument("--reflection", choices=["v1", "v1alpha"], default="v1", help="version of the reflection service")
    arguments = parser.parse_args()

    with grpc.insecure_channel(arguments.address) as channel:
        reflection = Reflection(channel, arguments.reflection)
        services = [s.name for s in reflection.ask(list_services="").list_services_response.service]
        pool, files = fetch_pool(reflection, arguments.method.split("/")[0])
        reflection.close()
        if isinstance(arguments.request, list):
            answer = [call(channel, pool, arguments.method, request) for request in arguments.request]
        else:
            answer = call(channel, pool, arguments.method, arguments.request)
    print(json.dumps({"services": services, "files": files, "answer": answer}))


if __name__ == "__main__":
    main()
