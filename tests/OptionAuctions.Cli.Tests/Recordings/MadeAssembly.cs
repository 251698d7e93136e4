using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace OptionAuctions.Cli.Tests.Recordings;

/// <summary>An assembly with one public class, derived from a type of an assembly that it needs.</summary>
internal static class MadeAssembly
{
    /// <summary>Writes the assembly.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="needs">The name of the assembly that it needs.</param>
    /// <param name="version">The version of it.</param>
    public static void Write(string path, string needs, Version version)
    {
        var metadata = new MetadataBuilder();
        metadata.AddModule(0, metadata.GetOrAddString(Path.GetFileName(path)), metadata.GetOrAddGuid(Guid.NewGuid()), default, default);
        var name = metadata.GetOrAddString(Path.GetFileNameWithoutExtension(path));
        metadata.AddAssembly(name, new Version(1, 0, 0, 0), default, default, default, AssemblyHashAlgorithm.None);
        var needed = metadata.AddAssemblyReference(metadata.GetOrAddString(needs), version, default, default, default, default);
        var parent = metadata.AddTypeReference(needed, metadata.GetOrAddString(needs), metadata.GetOrAddString("Parent"));
        var (fields, methods) = (MetadataTokens.FieldDefinitionHandle(1), MetadataTokens.MethodDefinitionHandle(1));
        metadata.AddTypeDefinition(default, default, metadata.GetOrAddString("<Module>"), default, fields, methods);
        metadata.AddTypeDefinition(TypeAttributes.Public | TypeAttributes.Class, name, metadata.GetOrAddString("Strategy"), parent, fields, methods);
        var image = new ManagedPEBuilder(PEHeaderBuilder.CreateLibraryHeader(), new MetadataRootBuilder(metadata), new BlobBuilder());
        var bytes = new BlobBuilder();
        image.Serialize(bytes);
        File.WriteAllBytes(path, bytes.ToArray());
    }
}
