/* What is said of an interface that cannot be reached, and kept of it. */
#include "tools/sitrun_room.h"

#include "base/moment.h"
#include "cli/msg.h"
#include "net/clock.h"

static void event(struct sitrun_run *r, const char *kind, const struct buf *b)
{
	journal_event(r->journal, r->cycle.cycle, sitrun_now(r).clock_ms,
		      span_of(kind), buf_span(b));
	r->dirty = true;
}

bool sitrun_away_line(const struct sitrun_run *r, struct buf *b)
{
	const struct campaign *c = &r->s->campaign;
	char text[MOMENT_TEXT];
	struct run_outage o;

	for (uint32_t i = 0; i < c->interfaces.n; i++) {
		if (!run_outage(r->run, i, &o))
			continue;
		moment_text(net_clock_today_ms() -
			    (net_clock_ms() - o.since_ms), text);
		/* the time of it: 2026-03-01T13:01:10.123Z */
		buf_addf(b, "endpoint " SPAN_F " cannot be reached since "
			 "%.8sZ", SPAN_A(c->interfaces.v[i].base_url),
			 text + 11);
		return true;
	}
	return false;
}

void sitrun_away_tell(struct sitrun_run *r, uint32_t interface,
		      struct span error)
{
	struct sitrun_away *a = &r->away[interface];
	const struct span url =
		r->s->campaign.interfaces.v[interface].base_url;
	struct run_outage o = { 0, false };
	const bool away = run_outage(r->run, interface, &o);
	struct buf b = BUF_INIT;

	if (away && !a->away) {
		sitrun_away_line(r, &b);
		msg_note("%s; waiting (" SPAN_F ")", b.p, SPAN_A(error));
		buf_clear(&b);
		buf_addf(&b, SPAN_F ": " SPAN_F, SPAN_A(url), SPAN_A(error));
		event(r, "unreachable", &b);
		a->since_ms = o.since_ms;
	} else if (!away && a->away) {
		msg_note("endpoint " SPAN_F " can be reached again, after "
			 "%lld s", SPAN_A(url), (long long)
			 ((net_clock_ms() - a->since_ms) / 1000));
		buf_add(&b, url);
		event(r, "reachable", &b);
	}
	a->away = away;
	buf_release(&b);
}

void sitrun_away_end(const struct sitrun_run *r)
{
	const struct campaign *c = &r->s->campaign;
	struct run_outage o;

	for (uint32_t i = 0; i < c->interfaces.n; i++) {
		if (run_outage(r->run, i, &o) && o.given_up)
			msg_error("endpoint " SPAN_F " could not be reached "
				  "for %lld s", SPAN_A(c->interfaces.v[i]
						       .base_url),
				  (long long)((net_clock_ms() - o.since_ms) /
					      1000));
	}
}
