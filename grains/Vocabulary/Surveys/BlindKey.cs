using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace TradeLive.Surveys;

/// <summary>The public key of one survey, with which its blind signatures are made and checked: RSA, big-endian bytes.</summary>
public sealed record BlindKey(byte[] Modulus, byte[] Exponent)
{
    /// <summary>Length of the modulus of every survey's key, in bytes.</summary>
    public const int Length = 384;

    /// <summary>
    /// SHA-256 over the length of the modulus (four bytes, big-endian), modulus and exponent, lower-case hex: what the change log fixes before the first
    /// signature, and each client compares. The length is in it so that no other pair of numbers reads the same.
    /// </summary>
    [JsonIgnore]
    public string Fingerprint
    {
        get
        {
            Span<byte> length = stackalloc byte[sizeof(int)];
            BinaryPrimitives.WriteInt32BigEndian(length, Modulus.Length);
            return Convert.ToHexStringLower(SHA256.HashData([.. length, .. Modulus, .. Exponent]));
        }
    }

    public bool SameAs(BlindKey other) => Modulus.AsSpan().SequenceEqual(other.Modulus) && Exponent.AsSpan().SequenceEqual(other.Exponent);
}
