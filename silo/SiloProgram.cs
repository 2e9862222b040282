Console.WriteLine("TradeLive silo");
