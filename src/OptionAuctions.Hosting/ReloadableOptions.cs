using Microsoft.Extensions.Primitives;

namespace OptionAuctions.Hosting;

/// <summary>Options whose source can change while the host runs.</summary>
/// <param name="ReloadToken">Creates the token of the next change.</param>
/// <param name="Read">Reads the options anew.</param>
internal sealed record ReloadableOptions(Func<IChangeToken> ReloadToken, Func<FeedOptions> Read);
