/* A line at a time, written when the loop is about to sleep. */
#include "emu/log.h"

#include <errno.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/moment.h"
#include "base/num.h"
#include "model/world.h"

static const char *const heads[] = {
#define COL(id, name, type, values, flags, help) name,
#include "model/transactions.cols.h"
#undef COL
};

enum { FLUSH_BYTES = 1 << 16 };

void emu_log_init(struct emu_log *l, int events_fd, int transactions_fd)
{
	*l = (struct emu_log){ .events_fd = events_fd,
			       .transactions_fd = transactions_fd };
	l->line = mem_array(EMU_LOG_KEPT, sizeof(*l->line));
	if (transactions_fd < 0 ||
	    lseek(transactions_fd, 0, SEEK_END) > 0)
		return;
	for (unsigned i = 0; i < TRANSACTIONS_COLUMNS; i++)
		buf_addf(&l->out, "%s%s", i ? "," : "", heads[i]);
	buf_add_char(&l->out, '\n');
}

void emu_log_release(struct emu_log *l)
{
	emu_log_flush(l);
	for (unsigned i = 0; i < EMU_LOG_KEPT; i++)
		buf_release(&l->line[i]);
	mem_free(l->line);
	buf_release(&l->out);
}

static void write_all(struct emu_log *l, int fd, struct span s)
{
	while (s.n) {
		const ssize_t n = write(fd, s.p, s.n);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0) {
			if (!l->failed)
				l->error = errno;
			l->failed = fd == l->events_fd ? "events" :
				    "transactions";
			return;
		}
		s = span_from(s, (size_t)n);
	}
}

struct json *emu_log_begin(struct emu_log *l, int64_t now_ms,
			   const char *what)
{
	struct buf *line = &l->line[l->count % EMU_LOG_KEPT];
	char text[MOMENT_TEXT];

	buf_clear(line);
	buf_sink_init(&l->sink, line);
	json_init(&l->json, &l->sink.sink);
	json_object_flat(&l->json, NULL);
	json_u64(&l->json, "n", ++l->count);
	json_string(&l->json, "at", span_of(moment_text(now_ms, text)));
	json_string(&l->json, "event", span_of(what));
	return &l->json;
}

void emu_log_end(struct emu_log *l)
{
	json_end(&l->json);
	if (l->events_fd >= 0)
		write_all(l, l->events_fd,
			  buf_span(&l->line[(l->count - 1) % EMU_LOG_KEPT]));
}

bool emu_log_after(const struct emu_log *l, uint64_t after, struct buf *out)
{
	const uint64_t lost = l->count > EMU_LOG_KEPT ?
			      l->count - EMU_LOG_KEPT : 0;

	for (uint64_t i = after > lost ? after : lost; i < l->count; i++)
		buf_add(out, buf_span(&l->line[i % EMU_LOG_KEPT]));
	return after < lost;
}

static void add_eui(struct buf *b, uint64_t eui)
{
	char text[WORLD_EUI_TEXT];

	if (eui)
		buf_add(b, span_of(world_eui_text(eui, text)));
	buf_add_char(b, ',');
}

static void add_count(struct buf *b, uint64_t n)
{
	if (n)
		buf_add_u64(b, n);
	buf_add_char(b, ',');
}

/* No cell of this table can hold a comma, a quote or a newline. */
void emu_log_transaction(struct emu_log *l, const struct emu_transaction *t)
{
	struct buf *b = &l->out;
	char text[MOMENT_TEXT];

	if (l->transactions_fd < 0)
		return;
	buf_addf(b, "%s,%s,", moment_text(t->at_ms, text), t->direction);
	add_eui(b, t->user);
	add_eui(b, t->device);
	buf_addf(b, SPAN_F ",", SPAN_A(t->srv));
	add_count(b, t->cv);
	buf_addf(b, SPAN_F ",", SPAN_A(t->id));
	buf_add_u64(b, t->bytes);
	buf_add_char(b, ',');
	add_count(b, t->http_status);
	buf_addf(b, SPAN_F ",%s\n", SPAN_A(t->code), t->outcome);
	if (b->n >= FLUSH_BYTES)
		emu_log_flush(l);
}

void emu_log_flush(struct emu_log *l)
{
	if (l->out.n)
		write_all(l, l->transactions_fd, buf_span(&l->out));
	buf_clear(&l->out);
}
