namespace TradeLive.Learning;

/// <summary>Shapley values of tree features along the paths of a tree: algorithm 2 of Lundberg, Erion and Lee 2018.</summary>
readonly ref struct TreeShares(Forest.Node[] nodes, ReadOnlySpan<float> vector, Span<double> contributions, double scale)
{
    /// <summary>Deepest path that is followed; trees of 32 leaves at most are shallower.</summary>
    const int Deepest = 34;

    /// <summary>Zero: share of cases that take the path when the feature is not known. One: 1 if this case takes it, else 0. Weight: of the subsets of that size.</summary>
    struct Step
    {
        public int Feature;
        public double Zero, One, Weight;
    }

    readonly ReadOnlySpan<float> vector = vector;
    readonly Span<double> contributions = contributions;

    public void Add(int[] roots)
    {
        Span<Step> path = stackalloc Step[Deepest * (Deepest + 1) / 2];
        foreach (var root in roots)
            if (nodes[root].Left >= 0) Walk(root, path, 0, 1, 1, -1);
    }

    void Walk(int at, Span<Step> path, int length, double zero, double one, int feature)
    {
        Extend(path, length, zero, one, feature);
        var node = nodes[at];
        if (node.Left < 0)
        {
            for (var i = 1; i <= length; i++)
                contributions[path[i].Feature] += scale * UnwoundSum(path, length, i) * (path[i].One - path[i].Zero) * node.Value;
            return;
        }
        var hot = vector[node.Feature] <= node.Threshold ? node.Left : node.Right;
        var cold = hot == node.Left ? node.Right : node.Left;
        var (incomingZero, incomingOne) = (1.0, 1.0);
        var known = -1;
        for (var i = 1; i <= length; i++)
            if (path[i].Feature == node.Feature) known = i;
        var depth = length;
        if (known >= 0)
        {
            (incomingZero, incomingOne) = (path[known].Zero, path[known].One);
            Unwind(path, depth, known);
            depth--;
        }
        var next = path[(depth + 1)..];
        path[..(depth + 1)].CopyTo(next);
        Walk(hot, next, depth + 1, incomingZero * Share(hot, cold), incomingOne, node.Feature);
        path[..(depth + 1)].CopyTo(next);
        Walk(cold, next, depth + 1, incomingZero * Share(cold, hot), 0, node.Feature);
    }

    double Share(int child, int other)
    {
        return nodes[child].Cover / (nodes[child].Cover + nodes[other].Cover);
    }

    static void Extend(Span<Step> path, int length, double zero, double one, int feature)
    {
        path[length] = new() { Feature = feature, Zero = zero, One = one, Weight = length == 0 ? 1 : 0 };
        for (var i = length - 1; i >= 0; i--)
        {
            path[i + 1].Weight += one * path[i].Weight * (i + 1) / (length + 1);
            path[i].Weight = zero * path[i].Weight * (length - i) / (length + 1);
        }
    }

    static void Unwind(Span<Step> path, int length, int at)
    {
        var (one, zero) = (path[at].One, path[at].Zero);
        var next = path[length].Weight;
        for (var i = length - 1; i >= 0; i--)
        {
            if (one != 0)
            {
                var kept = path[i].Weight;
                path[i].Weight = next * (length + 1) / ((i + 1) * one);
                next = kept - path[i].Weight * zero * (length - i) / (length + 1);
            }
            else
            {
                path[i].Weight = path[i].Weight * (length + 1) / (zero * (length - i));
            }
        }
        for (var i = at; i < length; i++) (path[i].Feature, path[i].Zero, path[i].One) = (path[i + 1].Feature, path[i + 1].Zero, path[i + 1].One);
    }

    static double UnwoundSum(Span<Step> path, int length, int at)
    {
        var (one, zero) = (path[at].One, path[at].Zero);
        var next = path[length].Weight;
        var total = 0.0;
        for (var i = length - 1; i >= 0; i--)
        {
            if (one != 0)
            {
                var kept = next * (length + 1) / ((i + 1) * one);
                total += kept;
                next = path[i].Weight - kept * zero * (length - i) / (length + 1);
            }
            else if (zero != 0)
            {
                total += path[i].Weight / zero * (length + 1) / (length - i);
            }
        }
        return total;
    }
}
