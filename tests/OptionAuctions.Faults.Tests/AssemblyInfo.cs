// Heaps and clocks are looked at here, and there may be two cores for all of it.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
