using System.CommandLine;
using Recommender.Interop.Client;
using Recommender.Interop.Server;

var serverPort = new Option<int>("--port") { Description = "Where to listen on loopback; 0 lets the system choose.", DefaultValueFactory = _ => 0 };
var server = new Command("server", "Serves the interop cases; prints \"listening PORT\" when ready, stops on SIGTERM.") { serverPort };
server.SetAction((parsed, cancellation) => InteropServer.Run(parsed.GetValue(serverPort), cancellation));

var clientPort = new Option<int>("--port") { Description = "Where the server listens on loopback.", Required = true };
var caseName = new Option<string>("--case") { Description = "The official name of the case.", Required = true };
caseName.AcceptOnlyFromAmong([.. InteropCases.ByName.Keys]);
var peerLacks = new Option<string[]>("--peer-lacks") { Description = "A feature of the descriptions that the server has not; may be repeated." };
peerLacks.AcceptOnlyFromAmong(CaseContext.CompressedRequest, CaseContext.CompressedResponse);
var client = new Command("client", "Runs one interop case; exit code 0 if all is as it should be.") { clientPort, caseName, peerLacks };
client.SetAction(parsed => InteropClient.Run(parsed.GetValue(clientPort), parsed.GetRequiredValue(caseName), parsed.GetValue(peerLacks) ?? []));

var root = new RootCommand("gRPC's public interop cases on the library that this repository is built on.") { server, client };
return await root.Parse(args).InvokeAsync();
