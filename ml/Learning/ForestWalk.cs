namespace TradeLive.Learning;

/// <summary>
/// A forest laid out for scoring: siblings lie side by side and a leaf leads to itself, so that a step is a comparison without a branch
/// and several trees are walked at once, to the depth of the deepest of them.
/// </summary>
sealed class ForestWalk
{
    const int Together = 8;

    /// <param name="Feature">Place in the vector that is asked.</param>
    /// <param name="Threshold">At most this goes to <paramref name="Next"/>, above to the one behind it. Without end for a leaf.</param>
    readonly record struct Step(int Feature, float Threshold, int Next);

    readonly Step[] steps;
    readonly double[] values;
    readonly int[] roots, depths;

    public ForestWalk(Forest.Node[] nodes, int[] from)
    {
        var (laid, said) = (new List<Step>(nodes.Length), new List<double>(nodes.Length));
        List<(int At, int Depth)> trees = [.. from.Select(root => (laid.Count, Lay(nodes, root, laid, said)))];
        // Trees of nothing, so that there is a whole number of groups; like depths together.
        if (from.Length % Together > 0)
        {
            trees.AddRange(Enumerable.Repeat((laid.Count, 0), Together - from.Length % Together));
            laid.Add(new(0, float.PositiveInfinity, laid.Count));
            said.Add(0);
        }
        trees = [.. trees.OrderBy(tree => tree.Depth)];
        (steps, values) = ([.. laid], [.. said]);
        roots = [.. trees.Select(tree => tree.At)];
        depths = [.. trees.Chunk(Together).Select(group => group[^1].Depth)];
    }

    static int Lay(Forest.Node[] nodes, int root, List<Step> laid, List<double> said)
    {
        var waiting = new Queue<(int Node, int At, int Depth)>([(root, Reserve(1), 0)]);
        var depth = 0;
        while (waiting.TryDequeue(out var one))
        {
            var node = nodes[one.Node];
            depth = one.Depth;
            said[one.At] = node.Value;
            if (node.Left < 0)
            {
                laid[one.At] = new(0, float.PositiveInfinity, one.At);
                continue;
            }
            var next = Reserve(2);
            laid[one.At] = new(node.Feature, node.Threshold, next);
            waiting.Enqueue((node.Left, next, one.Depth + 1));
            waiting.Enqueue((node.Right, next + 1, one.Depth + 1));
        }
        return depth;

        int Reserve(int count)
        {
            var at = laid.Count;
            for (var i = 0; i < count; i++)
            {
                laid.Add(default);
                said.Add(0);
            }
            return at;
        }
    }

    public double Score(ReadOnlySpan<float> vector)
    {
        var sum = 0.0;
        Span<int> at = stackalloc int[Together];
        for (var group = 0; group < depths.Length; group++)
        {
            roots.AsSpan(group * Together, Together).CopyTo(at);
            Down(depths[group], vector, at);
            foreach (var leaf in at) sum += values[leaf];
        }
        return sum;
    }

    // Eight walks side by side keep the processor busy while each waits for its next step.
    void Down(int depth, ReadOnlySpan<float> vector, Span<int> at)
    {
        ReadOnlySpan<Step> all = steps;
        int a = at[0], b = at[1], c = at[2], d = at[3], e = at[4], f = at[5], g = at[6], h = at[7];
        for (; depth > 0; depth--)
        {
            a = Next(all[a], vector);
            b = Next(all[b], vector);
            c = Next(all[c], vector);
            d = Next(all[d], vector);
            e = Next(all[e], vector);
            f = Next(all[f], vector);
            g = Next(all[g], vector);
            h = Next(all[h], vector);
        }
        (at[0], at[1], at[2], at[3], at[4], at[5], at[6], at[7]) = (a, b, c, d, e, f, g, h);
    }

    static int Next(in Step step, ReadOnlySpan<float> vector) => step.Next + (vector[step.Feature] > step.Threshold ? 1 : 0);
}
