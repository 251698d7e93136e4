using OptionAuctions.Cli;

using var stop = new CancellationTokenSource();
using var signals = Signals.Cancel(stop);
return await AuctionsCli.RunAsync(args, CliEnvironment.ForProcess(), stop.Token);
