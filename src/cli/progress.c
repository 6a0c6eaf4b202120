/*
 * progress.c - a line on the terminal while a large input is read
 *
 * The clock is the monotonic one, asked at each call (some 25 ns); a caller
 * with a million rows asks once every few thousand.
 */
#include "cli/progress.h"

#include <time.h>

#include "base/buf.h"
#include "base/num.h"
#include "cli/msg.h"
#include "cli/prog.h"

#define SECOND_NS	UINT64_C(1000000000)
#define FIRST_NS	SECOND_NS
#define EVERY_NS	(SECOND_NS / 10)

static uint64_t now_ns(void)
{
	struct timespec t;

	if (clock_gettime(CLOCK_MONOTONIC, &t) != 0)
		return 0;
	return (uint64_t)t.tv_sec * SECOND_NS + (uint64_t)t.tv_nsec;
}

void progress_start(struct progress *p, enum progress_when when,
		    const char *what)
{
	p->on = when == PROGRESS_ALWAYS ||
		(when == PROGRESS_AUTO && !msg_quiet() &&
		 prog_stderr_is_terminal());
	p->shown = false;
	p->what = what;
	p->start_ns = p->on ? now_ns() : 0;
	p->next_ns = p->start_ns + FIRST_NS;
}

static void add_bytes(struct buf *b, uint64_t n)
{
	static const char *const unit[] = { "bytes", "kB", "MB", "GB" };
	unsigned i = 0;

	while (n >= 10000 && i < 3) {
		n /= 1000;
		i++;
	}
	buf_addf(b, "%llu %s", (unsigned long long)n, unit[i]);
}

void progress_at(struct progress *p, uint64_t done_bytes,
		 uint64_t total_bytes, uint64_t rows)
{
	struct buf b = BUF_INIT;
	char text[NUM_TEXT];
	uint64_t now;

	if (!p->on)
		return;
	now = now_ns();
	if (now < p->next_ns)
		return;
	p->next_ns = now + EVERY_NS;
	buf_addf(&b, "%s: ", p->what);
	if (total_bytes == 0 || done_bytes > total_bytes)
		add_bytes(&b, done_bytes);
	else
		buf_addf(&b, "%s %%",
			 num_percent(done_bytes, total_bytes, 0, text));
	buf_addf(&b, ", %s rows", num_group(rows, text));
	msg_passing(buf_span(&b));
	buf_release(&b);
	p->shown = true;
}

void progress_end(struct progress *p)
{
	if (p->shown)
		msg_passing(SPAN_EMPTY);
	p->on = false;
	p->shown = false;
}
