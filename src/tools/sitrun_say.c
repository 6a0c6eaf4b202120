/*
 * How far it is: a line that changes on a terminal, and a line now and then
 * where there is none.
 */
#include "tools/sitrun_room.h"

#include <string.h>

#include "base/num.h"
#include "cli/msg.h"
#include "cli/prog.h"
#include "net/clock.h"

enum { FIRST_MS = 1000, EVERY_MS = 100, PLAIN_MS = 60000 };
enum { SAY_AUTO, SAY_ALWAYS, SAY_NEVER };

static bool is_live(const struct sitrun_run *r)
{
	const uint32_t when = r->f->common->progress;

	return when == SAY_ALWAYS || (when != SAY_NEVER && !msg_quiet() &&
				      prog_stderr_is_terminal());
}

bool sitrun_say_shown(const struct sitrun_run *r)
{
	return r->live;
}

void sitrun_say_begin(struct sitrun_run *r)
{
	const struct run_counts c = run_counts(r->run);

	r->live = is_live(r);
	r->begun_real_ms = net_clock_ms();
	r->next_line_ms = r->begun_real_ms + (r->live ? FIRST_MS : PLAIN_MS);
	for (unsigned i = 0; i < VERDICTS; i++)
		r->begun_over += c.over[i];
}

static void add_count(struct buf *b, uint64_t n, const char *what)
{
	char text[NUM_TEXT];

	buf_addf(b, "%s %s", num_group(n, text), what);
}

static void add_time(struct buf *b, uint64_t s)
{
	if (s < 120)
		buf_addf(b, "%llu s", (unsigned long long)s);
	else if (s < 7200)
		buf_addf(b, "%llu min", (unsigned long long)(s / 60));
	else
		buf_addf(b, "%llu h", (unsigned long long)(s / 3600));
}

/* The same in fewer columns where they are few. */
static void line(const struct sitrun_run *r, bool narrow, struct buf *b)
{
	const struct span gap = narrow ? SPAN(" ") : SPAN(", ");
	const struct run_counts c = run_counts(r->run);
	const uint64_t ms = (uint64_t)(net_clock_ms() - r->begun_real_ms) + 1;
	const uint64_t tenths = c.sent * 10000 / ms;
	uint64_t over = 0, failed;
	char text[NUM_TEXT];

	for (unsigned i = 0; i < VERDICTS; i++)
		over += c.over[i];
	if (sitrun_away_line(r, b)) {
		buf_addf(b, "; waiting with %s of ",
			 num_group(c.cases - over, text));
		buf_addf(b, "%s cases", num_group(c.cases, text));
		return;
	}
	failed = over - c.over[VERDICT_PASS] - c.over[VERDICT_LATE] -
		 c.over[VERDICT_SKIP];
	buf_addf(b, "%s planned", num_group(c.cases, text));
	buf_add(b, gap);
	add_count(b, c.sent, "sent");
	buf_add(b, gap);
	add_count(b, c.open, "waiting");
	buf_add(b, gap);
	add_count(b, c.over[VERDICT_PASS], narrow ? "pass" : "passed");
	buf_add(b, gap);
	add_count(b, failed, narrow ? "fail" : "failed");
	buf_add(b, gap);
	add_count(b, c.over[VERDICT_LATE], "late");
	buf_add(b, gap);
	buf_addf(b, "%llu.%llu/s", (unsigned long long)(tenths / 10),
		 (unsigned long long)(tenths % 10));
	if (over == r->begun_over || c.cases == over)
		return;
	buf_add(b, gap);
	add_time(b, (c.cases - over) * ms / (over - r->begun_over) / 1000);
	buf_add(b, SPAN(" left"));
}

static bool fits(const struct buf *b)
{
	return !prog_stderr_is_terminal() ||
	       strlen(prog_name()) + 2 + b->n < prog_stderr_width();
}

void sitrun_say_now(struct sitrun_run *r)
{
	const int64_t now = net_clock_ms();
	struct buf b = BUF_INIT;

	if (now < r->next_line_ms || r->f->common->progress == SAY_NEVER)
		return;
	line(r, false, &b);
	if (r->live && !fits(&b)) {
		buf_clear(&b);
		line(r, true, &b);
	}
	if (r->live) {
		msg_passing(buf_span(&b));
		r->line_shown = true;
	} else {
		msg_note("%s", b.p);
	}
	r->next_line_ms = now + (r->live ? EVERY_MS : PLAIN_MS);
	buf_release(&b);
}

void sitrun_say_end(struct sitrun_run *r)
{
	if (r->line_shown)
		msg_passing(SPAN_EMPTY);
}
