"""Generates the stubs with Debian's protoc and grpc_python_plugin into artifacts/, whence protocol.py loads them."""

import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROTOS = HERE.parent / "protos"
STUBS = HERE.parents[2] / "artifacts" / "interop" / "python"


def main():
    plugin = shutil.which("grpc_python_plugin")
    if shutil.which("protoc") is None or plugin is None:
        sys.exit("protoc and grpc_python_plugin are needed: packages protobuf-compiler and protobuf-compiler-grpc")
    STUBS.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        ["protoc", f"--proto_path={PROTOS}", f"--python_out={STUBS}", f"--grpc_python_out={STUBS}",
         f"--plugin=protoc-gen-grpc_python={plugin}",
         *(f"grpc/testing/{name}.proto" for name in ("empty", "messages", "test"))],
        check=True)


if __name__ == "__main__":
    main()
