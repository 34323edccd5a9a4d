"""The interop client on Debian's python3-grpcio: one case, exit code 0 if all is as it should be."""

import argparse
import sys

import grpc

from cases import CASES, Difference


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--case", choices=CASES, required=True)
    parser.add_argument("--peer-lacks", action="append", default=[],
                        help="what the server cannot do, in the words of the descriptions: compressed-request leaves out the probe")
    arguments = parser.parse_args()

    with grpc.insecure_channel(f"127.0.0.1:{arguments.port}") as channel:
        try:
            CASES[arguments.case](channel, "compressed-request" not in arguments.peer_lacks)
        except (Difference, grpc.RpcError) as failure:
            sys.exit(f"{arguments.case}: {failure}")


if __name__ == "__main__":
    main()
