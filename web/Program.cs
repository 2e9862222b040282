return await TradeLive.Web.Cli.Verbs.Run(args);
