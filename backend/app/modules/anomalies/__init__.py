"""What stands out in the books: found, explained, decided about.

Words: a company has *books* that are judged apart: purchases, sales, bank lines, expenses, and postings that somebody
wrote by hand. A *run* judges all of them; an *entry* that stands out is a *finding*, with *reasons* whose points add up
to its score. A *sighting* is what one run saw of a finding. Somebody *decides* about it: it is accepted, explained, or
snoozed until a day.
Promises: what a run judged is kept beside it, so that it can be replayed to the byte; sightings and decisions are only
added to; a decided finding comes back when its own figures change and not before (`accounting.anomalies.following`);
nothing is learned from one company for another.
Events: `anomaly_run.started`, `anomaly_run.ended`, `anomaly.accepted`, `anomaly.explained`, `anomaly.snoozed`,
`anomaly.decision_undone`, `anomaly.came_back`, `anomaly_settings.revised`.
"""
