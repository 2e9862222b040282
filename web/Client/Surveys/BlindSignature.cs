using System.Numerics;
using System.Security.Cryptography;
using TradeLive.Surveys;

namespace TradeLive.Client.Surveys;

/// <summary>A message as the signer sees it, and what undoes the blinding.</summary>
/// <param name="Prepared">The random prefix and the message: what the signature is of.</param>
/// <param name="Sent">What is sent to the signer, who learns nothing of the message by it.</param>
/// <param name="Inverse">Inverse of the blinding factor. A secret of this device.</param>
public sealed record Blinded(byte[] Prepared, byte[] Sent, BigInteger Inverse);

/// <summary>
/// The client's side of RSA blind signatures, RSABSSA-SHA384-PSS-Randomized (RFC 9474). Runs in the browser, where .NET has no RSA: the one
/// private operation is the server's, the public ones are short.
/// </summary>
public static class BlindSignature
{
    public const int SaltLength = 48, PrefixLength = 32;

    const int HashLength = 48;
    const byte Trailer = 0xbc;

    /// <summary>Blinds a message with a prefix, salt and factor of chance.</summary>
    public static Blinded Blind(BlindKey key, ReadOnlySpan<byte> message)
    {
        byte[] prepared = [.. RandomNumberGenerator.GetBytes(PrefixLength), .. message];
        var modulus = Number(key.Modulus);
        while (true)
        {
            // Uniform below the modulus: what is not is thrown again.
            var factor = Number(RandomNumberGenerator.GetBytes(key.Modulus.Length));
            if (factor > BigInteger.One && factor < modulus && BigInteger.GreatestCommonDivisor(factor, modulus).IsOne)
                return Blind(key, prepared, RandomNumberGenerator.GetBytes(SaltLength), factor);
        }
    }

    /// <summary>The same with all that is of chance given, for checking against published vectors.</summary>
    internal static Blinded Blind(BlindKey key, byte[] prepared, byte[] salt, BigInteger factor)
    {
        var modulus = Number(key.Modulus);
        var encoded = Number(Encode(prepared, salt, Bits(modulus) - 1));
        var blinded = encoded * BigInteger.ModPow(factor, Number(key.Exponent), modulus) % modulus;
        return new(prepared, Bytes(blinded, key.Modulus.Length), Inverse(factor, modulus));
    }

    /// <summary>Takes the blinding off what the signer answered.</summary>
    /// <returns>The signature; null if the signer did not sign with this key.</returns>
    public static byte[]? Finish(BlindKey key, Blinded blinded, byte[] answered)
    {
        var modulus = Number(key.Modulus);
        if (answered.Length != key.Modulus.Length) return null;
        var signature = Bytes(Number(answered) * blinded.Inverse % modulus, key.Modulus.Length);
        return Verify(key, blinded.Prepared, signature) ? signature : null;
    }

    /// <summary>RSASSA-PSS-VERIFY (RFC 8017, 8.1.2) with SHA-384.</summary>
    public static bool Verify(BlindKey key, byte[] prepared, byte[] signature, int saltLength = SaltLength)
    {
        var modulus = Number(key.Modulus);
        var number = Number(signature);
        if (signature.Length != key.Modulus.Length || number >= modulus) return false;
        var bits = Bits(modulus) - 1;
        var opened = BigInteger.ModPow(number, Number(key.Exponent), modulus);
        if (opened.GetByteCount(isUnsigned: true) > (bits + 7) / 8) return false;
        var encoded = Bytes(opened, (bits + 7) / 8);
        if (encoded.Length < HashLength + saltLength + 2 || encoded[^1] != Trailer) return false;
        var (masked, hash) = (encoded[..^(HashLength + 1)], encoded[^(HashLength + 1)..^1]);
        var spare = 8 * encoded.Length - bits;
        if (masked[0] >> (8 - spare) != 0) return false;
        var block = Masked(masked, hash, spare);
        var padding = block.Length - saltLength - 1;
        if (block.AsSpan(0, padding).ContainsAnyExcept((byte)0) || block[padding] != 1) return false;
        return CryptographicOperations.FixedTimeEquals(hash, Hash(prepared, block[(padding + 1)..]));
    }

    // EMSA-PSS-ENCODE (RFC 8017, 9.1.1).
    static byte[] Encode(byte[] message, byte[] salt, int bits)
    {
        var length = (bits + 7) / 8;
        var hash = Hash(message, salt);
        var block = new byte[length - HashLength - 1];
        block[^(salt.Length + 1)] = 1;
        salt.CopyTo(block, block.Length - salt.Length);
        return [.. Masked(block, hash, 8 * length - bits), .. hash, Trailer];
    }

    static byte[] Hash(byte[] message, byte[] salt) => SHA384.HashData([.. new byte[8], .. SHA384.HashData(message), .. salt]);

    // MGF1 (RFC 8017, B.2.1) over the block; the spare bits in front are zero before and after.
    static byte[] Masked(byte[] block, byte[] seed, int spare)
    {
        var result = new byte[block.Length];
        for (var (at, counter) = (0, 0); at < block.Length; counter++)
        {
            byte[] mask = SHA384.HashData([.. seed, (byte)(counter >> 24), (byte)(counter >> 16), (byte)(counter >> 8), (byte)counter]);
            for (var i = 0; i < mask.Length && at < block.Length; i++, at++) result[at] = (byte)(block[at] ^ mask[i]);
        }
        result[0] &= (byte)(0xff >> spare);
        return result;
    }

    static int Bits(BigInteger number) => (int)number.GetBitLength();

    static BigInteger Number(byte[] bytes) => new(bytes, isUnsigned: true, isBigEndian: true);

    static byte[] Bytes(BigInteger number, int length)
    {
        var bytes = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        return bytes.Length == length ? bytes : [.. new byte[length - bytes.Length], .. bytes];
    }

    // Extended Euclid.
    static BigInteger Inverse(BigInteger number, BigInteger modulus)
    {
        var (low, high, x, y) = (number, modulus, BigInteger.One, BigInteger.Zero);
        while (!low.IsOne)
        {
            var times = BigInteger.DivRem(high, low, out var rest);
            (high, low, y, x) = (low, rest, x, y - times * x);
        }
        return x.Sign < 0 ? x + modulus : x;
    }
}
