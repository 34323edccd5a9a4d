using Recommender.Server.Hosting;

return await new ServerProgram().RunAsync(args);
