/*
 * text_table.c - a table for people
 *
 * Everything is held until the widths are known. Which columns stay is
 * settled first, with the others at the narrowest they may be; only then is
 * the room that is left shared out, so that dropping a column gives its room
 * back to those that were cut. Wrapping cells over several lines was
 * rejected: one row a line can be read down a column and given to grep.
 */
#include "file/text_table.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "base/vec.h"

#define GAP		2	/* blanks between columns */
#define NARROWEST	6	/* columns that a cut cell keeps */

struct column {
	struct span title;
	unsigned flags;
	size_t natural;		/* widest cell or title */
	size_t width;
	bool used;		/* some cell is not blank */
	bool wanted;		/* would be shown if there were room */
	bool shown;
};

struct text_table {
	struct arena arena;
	VEC(struct column) column;
	VEC(struct span) cell;	/* row after row */
	struct buf line;
};

struct text_table *text_table_new(void)
{
	return mem_array(1, sizeof(struct text_table));
}

void text_table_free(struct text_table *t)
{
	if (!t)
		return;
	vec_release(&t->column);
	vec_release(&t->cell);
	buf_release(&t->line);
	arena_release(&t->arena);
	mem_free(t);
}

static struct span keep_visible(struct text_table *t, struct span s)
{
	buf_clear(&t->line);
	utf8_add_visible(&t->line, s);
	return arena_span(&t->arena, buf_span(&t->line));
}

void text_table_column(struct text_table *t, const char *title,
		       unsigned flags)
{
	struct column *c = vec_add(&t->column);

	c->title = keep_visible(t, span_of(title));
	c->flags = flags;
	c->natural = utf8_width(c->title);
}

void text_table_row(struct text_table *t, const struct span *cells)
{
	for (size_t i = 0; i < t->column.n; i++) {
		struct column *c = &t->column.v[i];
		struct span cell = keep_visible(t, cells[i]);
		size_t width = utf8_width(cell);

		if (width > c->natural)
			c->natural = width;
		if (cell.n > 0)
			c->used = true;
		vec_push(&t->cell, cell);
	}
}

static size_t narrowest(const struct column *c)
{
	if ((c->flags & TEXT_TABLE_SHRINK) && c->natural > NARROWEST)
		return NARROWEST;
	return c->natural;
}

static size_t gaps(size_t shown)
{
	return shown > 1 ? GAP * (shown - 1) : 0;
}

/* Leaves out columns from the right until the rest can be made to fit. */
static void choose(struct text_table *t, unsigned width, bool drop_empty)
{
	size_t need = 0, shown = 0, used = 0;

	for (size_t i = 0; i < t->column.n; i++)
		used += t->column.v[i].used;
	for (size_t i = 0; i < t->column.n; i++) {
		struct column *c = &t->column.v[i];

		c->wanted = c->used || !drop_empty || used == 0;
		c->shown = c->wanted;
		if (c->shown) {
			shown++;
			need += narrowest(c);
		}
	}
	for (size_t i = t->column.n; width && i-- > 0; ) {
		struct column *c = &t->column.v[i];

		if (need + gaps(shown) <= width)
			break;
		if (!c->shown || (c->flags & TEXT_TABLE_KEEP) || shown == 1)
			continue;
		c->shown = false;
		shown--;
		need -= narrowest(c);
	}
}

/* Takes from the widest column that may shrink, one at a time. */
static void share(struct text_table *t, unsigned width)
{
	size_t need = 0, shown = 0;

	for (size_t i = 0; i < t->column.n; i++) {
		struct column *c = &t->column.v[i];

		c->width = c->natural;
		if (width && c->width > width && narrowest(c) < c->width)
			c->width = width > NARROWEST ? width : NARROWEST;
		if (c->shown) {
			shown++;
			need += c->width;
		}
	}
	while (width && need + gaps(shown) > width) {
		struct column *widest = NULL;

		for (size_t i = 0; i < t->column.n; i++) {
			struct column *c = &t->column.v[i];

			if (c->shown && c->width > narrowest(c) &&
			    (!widest || c->width > widest->width))
				widest = c;
		}
		if (!widest)
			return;
		widest->width--;
		need--;
	}
}

static void pad(struct buf *b, size_t n)
{
	while (n-- > 0)
		buf_add_char(b, ' ');
}

/* cells NULL: the titles. No blanks at the end of a line. */
static void add_row(struct text_table *t, const struct span *cells)
{
	size_t owed = 0;
	bool first = true;

	for (size_t i = 0; i < t->column.n; i++) {
		const struct column *c = &t->column.v[i];
		struct span cell = cells ? cells[i] : c->title;
		size_t width = utf8_width(cell), blank;

		if (!c->shown)
			continue;
		if (width > c->width)
			width = c->width;
		blank = c->width - width;
		owed += first ? 0 : GAP;
		first = false;
		if (c->flags & TEXT_TABLE_RIGHT)
			owed += blank;
		if (cell.n > 0) {
			size_t before, added;

			pad(&t->line, owed);
			before = t->line.n;
			utf8_add_cut(&t->line, cell, c->width);
			added = utf8_width(span_make(t->line.p + before,
						     t->line.n - before));
			owed = width > added ? width - added : 0;
		} else {
			owed += width;
		}
		if (!(c->flags & TEXT_TABLE_RIGHT))
			owed += blank;
	}
}

static void add_left_out(struct text_table *t, unsigned width)
{
	bool any = false;
	size_t at = 0;

	for (size_t i = 0; i < t->column.n; i++) {
		const struct column *c = &t->column.v[i];

		if (c->shown || !c->wanted)
			continue;
		if (!any) {
			buf_add(&t->line, SPAN("not shown:"));
			at = 10;
		} else {
			buf_add_char(&t->line, ',');
			at++;
		}
		if (width && at + c->natural + 2 > width && any) {
			buf_add(&t->line, SPAN("\n          "));
			at = 10;
		}
		buf_add_char(&t->line, ' ');
		buf_add(&t->line, c->title);
		at += 1 + utf8_width(c->title);
		any = true;
	}
	if (any)
		buf_add_char(&t->line, '\n');
}

void text_table_write(struct text_table *t, struct sink *sink,
		      unsigned width, bool drop_empty, bool bold_head)
{
	choose(t, width, drop_empty);
	share(t, width);
	buf_clear(&t->line);
	if (bold_head)
		buf_add(&t->line, SPAN("\033[1m"));
	add_row(t, NULL);
	if (bold_head)
		buf_add(&t->line, SPAN("\033[0m"));
	buf_add_char(&t->line, '\n');
	for (size_t at = 0; at < t->cell.n; at += t->column.n) {
		sink_put(sink, buf_span(&t->line));
		buf_clear(&t->line);
		add_row(t, t->cell.v + at);
		buf_add_char(&t->line, '\n');
	}
	add_left_out(t, width);
	sink_put(sink, buf_span(&t->line));
}
