/* The table is written to memory first, so that notes can come between its
 * lines. */
#include "tools/people.h"

#include "base/buf.h"
#include "base/utf8.h"

enum { NOTE_INDENT = 6 };

static size_t indent_of(struct span text)
{
	size_t n = 0;

	while (n < text.n && text.p[n] == ' ')
		n++;
	return n;
}

static void blanks(struct buf *b, size_t n)
{
	while (n-- > 0)
		buf_add_char(b, ' ');
}

void people_line(struct sink *sink, unsigned width, struct span text)
{
	const size_t indent = indent_of(text);
	struct span rest = span_from(text, indent), word;
	struct buf line = BUF_INIT;
	bool empty = true;

	blanks(&line, indent);
	while (span_cut(&rest, ' ', &word)) {
		if (!empty && width && utf8_width(buf_span(&line)) + 1 +
				       utf8_width(word) > width) {
			buf_add_char(&line, '\n');
			sink_put(sink, buf_span(&line));
			buf_clear(&line);
			blanks(&line, indent + 2);
			empty = true;
		}
		if (!empty)
			buf_add_char(&line, ' ');
		buf_add(&line, word);
		empty = false;
	}
	buf_add_char(&line, '\n');
	sink_put(sink, buf_span(&line));
	buf_release(&line);
}

/* From notes[*at] on, those of the row; *at is then the first behind them. */
static void write_notes(struct sink *sink, unsigned width, size_t row,
			const struct people_note *notes, size_t n, size_t *at)
{
	struct buf b = BUF_INIT;

	for (; *at < n && notes[*at].row <= row; (*at)++) {
		if (notes[*at].text.n == 0)
			continue;
		buf_clear(&b);
		blanks(&b, NOTE_INDENT);
		utf8_add_visible(&b, notes[*at].text);
		people_line(sink, width, buf_span(&b));
	}
	buf_release(&b);
}

void people_rows(struct sink *sink, struct text_table *t, unsigned width,
		 bool bold, const struct people_note *notes, size_t n)
{
	struct buf table = BUF_INIT;
	struct buf_sink memory;
	struct span rest, line;
	size_t row = 0, at = 0;
	bool head = true;

	buf_sink_init(&memory, &table);
	text_table_write(t, &memory.sink, width, true, bold);
	rest = buf_span(&table);
	while (span_cut(&rest, '\n', &line)) {
		sink_put(sink, line);
		sink_put(sink, SPAN("\n"));
		if (!head)
			write_notes(sink, width, row++, notes, n, &at);
		head = false;
	}
	buf_release(&table);
}
