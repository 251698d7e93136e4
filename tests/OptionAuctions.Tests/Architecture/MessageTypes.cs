using System.Reflection;
using System.Runtime.CompilerServices;
using Akka.Actor;

namespace OptionAuctions.Tests.Architecture;

/// <summary>
/// The types of the messages between actors that an assembly defines: what is nested in a protocol or in an actor, the feed's events, and whatever an
/// actor has a handler for.
/// </summary>
internal static class MessageTypes
{
    private const byte Call = 0x28, CallVirtual = 0x6F;

    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<Type> In(Assembly assembly) => assembly.GetTypes()
        .Where(IsNestedMessage)
        .Concat(assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(IFeedEvent))))
        .Concat(assembly.GetTypes().Where(IsInActor).SelectMany(Handled).Where(type => type.Assembly == assembly))
        .Distinct();

    /// <summary>Those of them that do not say that they stay in the process.</summary>
    public static IEnumerable<Type> WithoutMarkIn(Assembly assembly) =>
        In(assembly).Where(type => !type.IsAssignableTo(typeof(INoSerializationVerificationNeeded)));

    private static bool IsNestedMessage(Type type) =>
        type is { IsClass: true, DeclaringType: { } around }
        && (IsActor(around) || (around.IsAbstract && around.IsSealed && around.Name.EndsWith("Protocol", StringComparison.Ordinal)))
        && !IsActor(type) && !type.IsAssignableTo(typeof(Delegate)) && !type.IsDefined(typeof(CompilerGeneratedAttribute));

    /// <summary>The types of the messages for which a type's methods call <c>Receive</c>.</summary>
    private static IEnumerable<Type> Handled(Type type) =>
        from method in type.GetMethods(All).Concat<MethodBase>(type.GetConstructors(All))
        from called in CallsOf(method)
        where called is MethodInfo { IsGenericMethod: true, Name: "Receive" or "ReceiveAsync" }
        select called.GetGenericArguments()[0];

    /// <summary>The methods that a method calls, read from its code: each byte that may be a call with a token behind it.</summary>
    private static IEnumerable<MethodBase> CallsOf(MethodBase method)
    {
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (var i = 0; i + sizeof(int) < code.Length; i++)
            if (code[i] is Call or CallVirtual && Resolve(method, BitConverter.ToInt32(code, i + 1)) is { } called) yield return called;
    }

    private static MethodBase? Resolve(MethodBase method, int token)
    {
        try
        {
            return method.Module.ResolveMethod(token, method.DeclaringType!.GetGenericArguments(), method.IsGenericMethod ? method.GetGenericArguments() : []);
        }
        catch (Exception cause) when (cause is ArgumentException or BadImageFormatException or MissingMethodException or TypeLoadException or IOException)
        {
            return null; // these bytes were no call
        }
    }

    private static bool IsActor(Type type) => type.IsAssignableTo(typeof(ActorBase));

    /// <summary>True for an actor and for what the compiler nests in it, such as the class of its lambdas.</summary>
    private static bool IsInActor(Type type) => IsActor(type) || (type.DeclaringType is { } around && IsInActor(around));
}
