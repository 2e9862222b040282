using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;
using TradeLive.Storage;

namespace TradeLive.Surveys;

/// <summary>The private keys of surveys: one for each, sealed by Data Protection, destroyed when the survey ends.</summary>
public sealed class SurveyKeys(SurveyDatabase database, IDataProtectionProvider protection)
{
    const int Bits = BlindKey.Length * 8;

    const string
        Insert = "INSERT INTO survey_key (survey, modulus, exponent, sealed, turn) VALUES (@survey, @modulus, @exponent, @sealed, @turn) ON CONFLICT (survey) DO NOTHING",
        SelectPublic = "SELECT modulus, exponent FROM survey_key WHERE survey = @survey",
        SelectPrivate = "SELECT sealed FROM survey_key WHERE survey = @survey",
        Delete = "DELETE FROM survey_key WHERE survey = @survey";

    /// <summary>Makes the key of a survey. Where there is one already, that one stays.</summary>
    /// <param name="day">The day of the opening: the first batch is released at a later turn.</param>
    public async Task<BlindKey> Make(string survey, DateOnly day)
    {
        if (await Find(survey) is { } known) return known;
        using var rsa = RSA.Create(Bits);
        var made = rsa.ExportParameters(includePrivateParameters: false);
        var secret = rsa.ExportPkcs8PrivateKey();
        var sealedKey = Convert.ToBase64String(Protector(survey).Protect(secret));
        CryptographicOperations.ZeroMemory(secret);
        await database.Write((connection, transaction) =>
        {
            using var command = Database.Command(
                connection, transaction, Insert, ("survey", survey), ("modulus", made.Modulus!), ("exponent", made.Exponent!), ("sealed", sealedKey),
                ("turn", day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
            return command.ExecuteNonQuery();
        });
        return (await Find(survey))!;
    }

    /// <summary>Signs a blinded message without knowing what it says.</summary>
    /// <param name="fixedKey">The key that the change log fixed; with another one nothing is signed.</param>
    /// <returns>Null if there is no such key any more, or the message does not fit it.</returns>
    public async Task<byte[]?> Sign(string survey, BlindKey fixedKey, byte[] blinded)
    {
        if (!Fits(fixedKey, blinded) || await Find(survey) is not { } known || !known.SameAs(fixedKey)) return null;
        if (await SealedKey(survey) is not { } sealedKey) return null;
        var secret = Protector(survey).Unprotect(Convert.FromBase64String(sealedKey));
        try
        {
            var engine = new RsaBlindedEngine();
            engine.Init(forEncryption: true, (RsaKeyParameters)PrivateKeyFactory.CreateKey(secret));
            return engine.ProcessBlock(blinded, 0, blinded.Length);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    /// <summary>As long as the modulus, and below it.</summary>
    public static bool Fits(BlindKey key, byte[] blinded) => blinded.Length == key.Modulus.Length && blinded.AsSpan().SequenceCompareTo(key.Modulus) < 0;

    /// <summary>Destroys the key of a survey that was never opened.</summary>
    public Task Drop(string survey) => database.Write((connection, transaction) =>
    {
        using var command = Database.Command(connection, transaction, Delete, ("survey", survey));
        return command.ExecuteNonQuery();
    });

    Task<BlindKey?> Find(string survey) => database.Read(connection =>
    {
        using var command = Database.Command(connection, null, SelectPublic, ("survey", survey));
        using var reader = command.ExecuteReader();
        return reader.Read() ? new BlindKey((byte[])reader[0], (byte[])reader[1]) : null;
    });

    Task<string?> SealedKey(string survey) => database.Read(connection =>
    {
        using var command = Database.Command(connection, null, SelectPrivate, ("survey", survey));
        return command.ExecuteScalar() as string;
    });

    IDataProtector Protector(string survey) => protection.CreateProtector("TradeLive.Surveys", survey);
}
