using System.Reflection;
using System.Runtime.Loader;

namespace OptionAuctions.Cli.Recordings;

/// <summary>
/// The assembly of a user and what it needs beside it. Assemblies of this product and of Akka are those of this process, so that both mean the same types;
/// all others are its own, also when another one of the same name is loaded.
/// </summary>
internal sealed class HostAssembly : AssemblyLoadContext
{
    private static readonly string[] Shared = ["OptionAuctions", "Akka"];

    private readonly AssemblyDependencyResolver _resolver;

    private HostAssembly(string path)
        : base(path) => _resolver = new AssemblyDependencyResolver(path);

    /// <summary>Loads an assembly.</summary>
    /// <param name="path">Its full path.</param>
    /// <exception cref="BadImageFormatException">It is none of .NET.</exception>
    /// <exception cref="IOException">It cannot be read, or needs a version of a shared assembly that this process does not have.</exception>
    public static Assembly Load(string path)
    {
        AssemblyName.GetAssemblyName(path); // says of a native library that it is none; the resolver would say something else
        var assembly = new HostAssembly(path).LoadFromAssemblyPath(path);
        foreach (var reference in assembly.GetReferencedAssemblies()) OfThisProcess(reference);
        return assembly;
    }

    protected override Assembly? Load(AssemblyName assemblyName) =>
        OfThisProcess(assemblyName) ?? (_resolver.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path) : null);

    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : 0;

    private static Assembly? OfThisProcess(AssemblyName wanted)
    {
        if (!Shared.Any(shared => wanted.Name == shared || wanted.Name?.StartsWith($"{shared}.", StringComparison.Ordinal) == true)) return null;
        Assembly ours;
        try
        {
            ours = Default.LoadFromAssemblyName(new AssemblyName(wanted.Name!));
        }
        catch (FileNotFoundException)
        {
            return null; // such as a package of Akka that this process does not use
        }

        return ours.GetName().Version >= wanted.Version
            ? ours
            : throw new FileLoadException($"it needs {wanted.Name} {wanted.Version}, and this program has {ours.GetName().Version}");
    }
}
