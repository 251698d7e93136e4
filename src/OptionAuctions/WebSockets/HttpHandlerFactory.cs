namespace OptionAuctions.WebSockets;

/// <summary>Creates the HTTP handler of one request. <see cref="SingleConnectionHandler.Create"/> is the one in use.</summary>
/// <param name="proxy">The proxy to connect through; <see langword="null"/> for none.</param>
/// <param name="counter">Counts the connection; <see langword="null"/> when nobody does.</param>
/// <param name="stop">Cancels the connection attempt, also when the request was given up before.</param>
internal delegate HttpMessageHandler HttpHandlerFactory(Uri? proxy, IConnectionCounter? counter, CancellationToken stop);
