using Akka.Actor;
using OptionAuctions.Wire;
using OptionAuctions.Wire.Master;

namespace OptionAuctions.Codes;

/// <summary>
/// Chooses the host's own actor for a code, by underlying, expiry or whatever it likes. Asked once each time that a code begins to be
/// followed, in an actor beside that code: it may throw, which is told as <see cref="Connection.CodeActorStopped"/>, but is to answer soon.
/// </summary>
/// <param name="code">The option.</param>
/// <param name="series">Its terms by the master file; <see langword="null"/> when it is not listed there.</param>
/// <returns>
/// As a rule of a <see cref="CodeActor"/>; any other actor answers each <see cref="Subscribers.AuctionChanges"/> with its
/// <see cref="Subscribers.Ack"/>, and begins anew at a snapshot. <see langword="null"/>: none for this code. Props that name no dispatcher run on one that is
/// theirs alone, of <see cref="FeedOptions.CodeActorThreads"/> threads.
/// </returns>
public delegate Props? CodeActorFactory(OptionCode code, ListedSeries? series);
