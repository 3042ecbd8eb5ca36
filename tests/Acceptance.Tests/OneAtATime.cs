// Each test starts servers of its own, and a browser: side by side they would starve one another of the two cores.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
