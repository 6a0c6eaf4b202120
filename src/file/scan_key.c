/*
 * scan_key.c - from raw bytes to cells, a key at a time
 *
 * Runs that come from the scanner are well formed: a quote stands at the
 * begin of a cell, at its end, or doubled between. A header is taken apart
 * by the same hand, and it is plain if what comes out are the names that the
 * careful reader has found.
 */
#include "file/scan_room.h"

#include <errno.h>
#include <unistd.h>

enum { HEADER_MAX = 1 << 20 };

uint64_t scan_rows(const struct scan *s)
{
	return s->rows;
}

size_t scan_keys(const struct scan *s)
{
	return s->memo.entries.n;
}

static const char *plain_end(const char *p, const char *end, char delimiter)
{
	const char *at = memchr(p, delimiter, (size_t)(end - p));

	return at ? at : end;
}

/* Adds the cell at p to `to`; its end: a delimiter, or `end`. */
static const char *add_cell(struct buf *to, const char *p, const char *end,
			    char delimiter)
{
	const char *from = p;

	if (p == end || *p != '"') {
		p = plain_end(p, end, delimiter);
		buf_add(to, span_make(from, (size_t)(p - from)));
		return p;
	}
	for (from = ++p; p < end; p++) {
		if (*p != '"')
			continue;
		buf_add(to, span_make(from, (size_t)(p - from)));
		if (p + 1 == end || p[1] != '"')
			return p + 1;
		from = ++p;
	}
	return end;
}

struct span scan_plain(struct span raw, struct buf *room)
{
	if (raw.n == 0 || raw.p[0] != '"')
		return raw;
	if (!memchr(raw.p + 1, '"', raw.n - 2))
		return span_make(raw.p + 1, raw.n - 2);
	buf_clear(room);
	add_cell(room, raw.p, raw.p + raw.n, '\0');
	return buf_span(room);
}

void scan_cells(const struct scan_shape *shape, const struct scan_entry *e,
		struct buf *text, struct span *cell)
{
	const char *p = (const char *)(e + 1), *end = p + e->bytes;

	buf_clear(text);
	/* Cells together are no longer than the key; nothing moves. */
	(void)buf_room(text, e->bytes + 1);
	for (uint32_t r = 0; r < shape->runs; r++) {
		const struct scan_run run = shape->run[r];

		for (uint32_t c = run.first; c <= run.last; c++) {
			const size_t at = text->n;
			const char *from = p;

			if (p == end || *p != '"') {
				p = plain_end(p, end, (char)shape->delimiter);
				*cell++ = span_make(from, (size_t)(p - from));
			} else {
				p = add_cell(text, p, end,
					     (char)shape->delimiter);
				*cell++ = span_make(text->p + at,
						    text->n - at);
			}
			p++;
		}
	}
}

void scan_key(struct scan *s, size_t i, struct scan_key *key)
{
	const struct scan_entry *e = s->order[i];

	scan_cells(&s->shape, e, &s->text, s->cell);
	*key = (struct scan_key){
		.cell = s->cell, .rows = e->rows,
		.blank = s->shape.sums ? e->blank : e->rows,
		.sum = { e->sum[0], e->sum[1] }, .first = e->first,
		.line = scan_key_line(s, i),
	};
}

uint64_t scan_key_line(const struct scan *s, size_t i)
{
	const struct scan_entry *e = s->order[i];

	if (!s->seams)		/* a stream was read */
		return 0;
	return s->seams[(e->first - s->base) / s->block].lines + e->line;
}

uint32_t scan_own(const struct scan *s, unsigned thread)
{
	return s->own_keys[thread];
}

uint32_t scan_number(const struct scan *s, unsigned thread, uint32_t own)
{
	return s->own[thread][own]->number;
}

/* The LF that ends the header at p, or NULL. */
static const char *header_end(const char *p, const char *end)
{
	bool quoted = false;

	for (; p < end; p++) {
		if (*p == '"')
			quoted = !quoted;
		else if (!quoted && *p == '\r' && (p + 1 == end ||
						   p[1] != '\n'))
			return NULL;
		else if (!quoted && *p == '\n')
			return p;
	}
	return NULL;
}

static bool is_header(const char *p, const char *end, char delimiter,
		      const struct span *names, size_t n)
{
	struct buf text = BUF_INIT;
	bool same = true;

	for (size_t i = 0; same && i < n; i++) {
		buf_clear(&text);
		p = add_cell(&text, p, end, delimiter);
		same = span_eq(buf_span(&text), names[i]);
		if (i + 1 < n) {
			same = same && p < end && *p == delimiter;
			p++;
		} else {
			same = same && p == end;
		}
	}
	buf_release(&text);
	return same;
}

/* Lines that end in [p, end): in LF, CRLF or CR. */
static uint64_t lines_in(const char *p, const char *end)
{
	uint64_t lines = 0;

	for (; p < end; p++)
		lines += *p == '\n' || (*p == '\r' &&
					(p + 1 == end || p[1] != '\n'));
	return lines;
}

static bool find_in(const char *p, const char *end, const struct span *names,
		    size_t n, char *delimiter, size_t *from)
{
	static const char delimiters[] = ",;\t";
	const char *begin = p, *last, *line;

	if (span_starts(span_make(p, (size_t)(end - p)),
			SPAN("\xef\xbb\xbf")))
		p += 3;
	while (p < end && (*p == '\n' || *p == '\r'))
		p++;
	line = p < end ? header_end(p, end) : NULL;
	if (!line || *p == '{' || *p == '[')
		return false;
	*from = (size_t)(line + 1 - begin);
	last = line > p && line[-1] == '\r' ? line - 1 : line;
	for (unsigned i = 0; delimiters[i]; i++) {
		*delimiter = delimiters[i];
		if (is_header(p, last, delimiters[i], names, n))
			return true;
	}
	return false;
}

bool scan_find_records(struct scan_job *job, uint64_t start,
		       const struct span *names, size_t n)
{
	char *p = mem_resize(NULL, HEADER_MAX, 1);
	size_t have = 0, bytes;
	bool found;

	while (have < HEADER_MAX) {
		const ssize_t got = pread(job->fd, p + have, HEADER_MAX - have,
					  (off_t)(start + have));

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			break;
		have += (size_t)got;
	}
	found = n > 1 && find_in(p, p + have, names, n, &job->delimiter,
				 &bytes);
	if (found) {
		job->from = start + bytes;
		job->line = 1 + lines_in(p, p + bytes);
	}
	mem_free(p);
	return found;
}
