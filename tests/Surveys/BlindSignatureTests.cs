using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text.Json;
using TradeLive.Client.Surveys;
using TradeLive.Surveys;

namespace TradeLive.Tests.Surveys;

/// <summary>The vectors of RFC 9474, appendix A, as in apple/swift-crypto's tests; and one key of our own against .NET's RSA-PSS.</summary>
public sealed class BlindSignatureTests
{
    static readonly JsonElement[] Vectors = JsonSerializer.Deserialize<JsonElement[]>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Surveys", "rfc9474-vectors.json")))!;

    public static TheoryData<string> Names => [.. Vectors.Select(vector => vector.GetProperty("name").GetString()!)];

    [Theory, MemberData(nameof(Names))]
    public void Blinds_and_unblinds_as_the_published_vectors_do(string name)
    {
        var vector = Vectors.Single(one => one.GetProperty("name").GetString() == name);
        byte[] Of(string field) => Convert.FromHexString(vector.GetProperty(field).GetString()!);
        var key = new BlindKey(Of("n"), Of("e"));
        var modulus = BigInteger.Parse($"0{vector.GetProperty("n").GetString()}", NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        var factor = BigInteger.ModPow(new(Of("inv"), true, true), Carmichael(Of("p"), Of("q")) - 1, modulus);
        var prepared = Of("prepared_msg");
        Assert.Equal([.. Of("msg_prefix"), .. Of("msg")], prepared);

        var blinded = BlindSignature.Blind(key, prepared, Of("salt"), factor);
        Assert.Equal(Of("blinded_msg"), blinded.Sent);
        Assert.Equal(new BigInteger(Of("inv"), true, true), blinded.Inverse);
        var signature = new BigInteger(Of("blind_sig"), true, true) * blinded.Inverse % modulus;
        Assert.Equal(Of("sig"), signature.ToByteArray(true, true));
        Assert.True(BlindSignature.Verify(key, prepared, Of("sig"), Of("salt").Length));
    }

    [Fact]
    public void What_was_signed_blindly_is_a_signature_that_dotnet_takes_and_nothing_else_is()
    {
        using var rsa = RSA.Create(2048);
        var parameters = rsa.ExportParameters(true);
        var key = new BlindKey(parameters.Modulus!, parameters.Exponent!);
        byte[] Sign(byte[] blinded) => BigInteger.ModPow(new(blinded, true, true), new(parameters.D!, true, true), new(parameters.Modulus!, true, true)).ToByteArray(true, true) is var bytes
            ? [.. new byte[key.Modulus.Length - bytes.Length], .. bytes] : [];
        for (var i = 0; i < 20; i++)
        {
            var blinded = BlindSignature.Blind(key, RandomNumberGenerator.GetBytes(32));
            var signature = BlindSignature.Finish(key, blinded, Sign(blinded.Sent))!;
            Assert.True(rsa.VerifyData(blinded.Prepared, signature, HashAlgorithmName.SHA384, RSASignaturePadding.Pss));
            Assert.False(BlindSignature.Verify(key, [.. blinded.Prepared, 0], signature));
            signature[i] ^= 1;
            Assert.False(BlindSignature.Verify(key, blinded.Prepared, signature));
            Assert.Null(BlindSignature.Finish(key, blinded, blinded.Sent));
        }
    }

    static BigInteger Carmichael(byte[] p, byte[] q)
    {
        var (a, b) = (new BigInteger(p, true, true) - 1, new BigInteger(q, true, true) - 1);
        return a / BigInteger.GreatestCommonDivisor(a, b) * b;
    }
}
