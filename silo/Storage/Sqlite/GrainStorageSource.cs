using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace TradeLive.Storage.Sqlite;

/// <summary>Connections for Orleans' AdoNet provider whose reads go to a pooled reader and whose writes go to the one writer.</summary>
sealed class GrainStorageSource(string readConnectionString, SqliteWriter writer) : DbDataSource
{
    public override string ConnectionString => readConnectionString;

    protected override DbConnection CreateDbConnection() => new HandingOver(readConnectionString, writer);

    /// <summary>A connection that only says that it is open.</summary>
    sealed class HandingOver(string readConnectionString, SqliteWriter writer) : SqliteConnection(readConnectionString)
    {
        bool open;

        public override ConnectionState State => open ? ConnectionState.Open : ConnectionState.Closed;

        public override void Open() => open = true;

        public override Task OpenAsync(CancellationToken cancellationToken)
        {
            Open();
            return Task.CompletedTask;
        }

        public override void Close() => open = false;

        public override Task CloseAsync()
        {
            Close();
            return Task.CompletedTask;
        }

        public override SqliteCommand CreateCommand() => new HandedOver(ConnectionString, writer);
        protected override DbCommand CreateDbCommand() => CreateCommand();
    }

    sealed class HandedOver(string readConnectionString, SqliteWriter writer) : SqliteCommand
    {
        protected override async Task<DbDataReader> ExecuteDbDataReaderAsync(CommandBehavior behavior, CancellationToken cancellationToken)
        {
            if (CommandText.TrimStart().StartsWith("SELECT", StringComparison.OrdinalIgnoreCase)) return Read();

            var parameters = new (string Name, object Value)[Parameters.Count];
            for (var i = 0; i < parameters.Length; i++) parameters[i] = (Parameters[i].ParameterName, Parameters[i].Value ?? DBNull.Value);
            var text = CommandText;
            var version = await writer.Write(text, command => Execute(command, parameters));
            return Answer(version);
        }

        SqliteDataReader Read()
        {
            var connection = new SqliteConnection(readConnectionString);
            connection.Open();
            var command = Command(connection, CommandText); // goes with its connection, which the reader closes
            foreach (SqliteParameter parameter in Parameters) command.Parameters.AddWithValue(parameter.ParameterName, parameter.Value ?? DBNull.Value);
            return command.ExecuteReader(CommandBehavior.CloseConnection);
        }

        static int? Execute(SqliteCommand prepared, (string Name, object Value)[] parameters)
        {
            prepared.Parameters.Clear();
            foreach (var (name, value) in parameters) prepared.Parameters.AddWithValue(name, value);
            return prepared.ExecuteScalar() is long version ? (int)version : null;
        }

        [SuppressMessage("Security", "CA2100", Justification = "The statements are our own, from the table OrleansQuery.")]
        static SqliteCommand Command(SqliteConnection connection, string text) => new(text, connection);

        /// <summary>No row where nothing was written: the version the grain knew is not the stored one.</summary>
        static DataTableReader Answer(int? version)
        {
            using var table = new DataTable { Locale = System.Globalization.CultureInfo.InvariantCulture };
            table.Columns.Add("NewGrainStateVersion", typeof(int));
            if (version is { } written) table.Rows.Add(written);
            return table.CreateDataReader();
        }
    }
}
