namespace OptionAuctions;

/// <summary>The credentials of one KIS application. One app key allows one session.</summary>
public sealed class AppKeyOptions
{
    /// <summary>App key, 36 characters as issued. No default: comes from user secrets or the environment.</summary>
    public Secret AppKey { get; set; } = new("");

    /// <summary>App secret, 180 characters as issued. No default: comes from user secrets or the environment.</summary>
    public Secret AppSecret { get; set; } = new("");

    /// <summary>True when both values are the same.</summary>
    internal bool IsSameAs(AppKeyOptions other) => AppKey.Equals(other.AppKey) && AppSecret.Equals(other.AppSecret);

    internal AppKeyOptions Copy() => new() { AppKey = AppKey, AppSecret = AppSecret };
}
