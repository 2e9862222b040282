return new TradeLive.Cli.Commands(TimeProvider.System, Console.Out, Console.Error).Run(args);
