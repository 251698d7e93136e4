using System.Globalization;
using OptionAuctions.Cli;

// What is written here is read by programs too, so that no text, on whatever thread, depends on the language of the machine.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

using var stop = new CancellationTokenSource();
using var signals = Signals.Cancel(stop);
using var watchdog = Watchdog.Start(stop.Token);
return await AuctionsCli.RunAsync(args, CliEnvironment.ForProcess(), stop.Token);
