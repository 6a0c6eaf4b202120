#include "file/html_out.h"

static void add_text(struct buf *b, struct span s)
{
	for (size_t i = 0; i < s.n; i++) {
		const unsigned char c = (unsigned char)s.p[i];

		switch (c) {
		case '&':
			buf_add(b, SPAN("&amp;"));
			break;
		case '<':
			buf_add(b, SPAN("&lt;"));
			break;
		case '>':
			buf_add(b, SPAN("&gt;"));
			break;
		case '\n': case '\t':
			buf_add_char(b, (char)c);
			break;
		default:
			if (c < ' ' || c == 0x7f)
				buf_addf(b, "\\x%02x", c);
			else
				buf_add_char(b, (char)c);
		}
	}
}

void html_begin(struct buf *b, struct span title)
{
	buf_add(b, SPAN("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
		"<meta charset=\"utf-8\">\n<title>"));
	add_text(b, title);
	buf_add(b, SPAN("</title>\n<style>\n"
		"body { font-family: sans-serif; }\n"
		"table { border-collapse: collapse; }\n"
		"th, td { padding: 0.2em 0.6em; text-align: left; "
		"vertical-align: top; white-space: pre-wrap; }\n"
		"thead th { border-bottom: 2px solid; position: sticky; "
		"top: 0; background: #fff; }\n"
		"tbody tr:nth-child(even) { background: #f2f2f2; }\n"
		".n { text-align: right; }\n"
		"</style>\n</head>\n<body>\n<table>\n<thead>\n<tr>"));
}

static void add_cell(struct buf *b, const char *tag, const char *scope,
		     struct span text, bool number)
{
	buf_addf(b, "<%s%s%s>", tag, scope, number ? " class=\"n\"" : "");
	add_text(b, text);
	buf_addf(b, "</%s>", tag);
}

void html_head_cell(struct buf *b, struct span name, bool number)
{
	add_cell(b, "th", " scope=\"col\"", name, number);
}

void html_head_end(struct buf *b)
{
	buf_add(b, SPAN("</tr>\n</thead>\n<tbody>\n"));
}

void html_row_begin(struct buf *b)
{
	buf_add(b, SPAN("<tr>"));
}

void html_cell(struct buf *b, struct span cell, bool number)
{
	add_cell(b, "td", "", cell, number);
}

void html_row_end(struct buf *b)
{
	buf_add(b, SPAN("</tr>\n"));
}

void html_end(struct buf *b)
{
	buf_add(b, SPAN("</tbody>\n</table>\n</body>\n</html>\n"));
}
