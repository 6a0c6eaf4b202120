# base/: no domain word
libsmets1_a_SOURCES += \
	src/base/arena.c \
	src/base/arena.h \
	src/base/buf.c \
	src/base/buf.h \
	src/base/bug.c \
	src/base/bug.h \
	src/base/date.c \
	src/base/date.h \
	src/base/diag.c \
	src/base/diag.h \
	src/base/intern.c \
	src/base/intern.h \
	src/base/json.c \
	src/base/json.h \
	src/base/mem.c \
	src/base/mem.h \
	src/base/moment.c \
	src/base/moment.h \
	src/base/num.c \
	src/base/num.h \
	src/base/ratio.c \
	src/base/ratio.h \
	src/base/sha256.c \
	src/base/sha256.h \
	src/base/sink.c \
	src/base/sink.h \
	src/base/span.c \
	src/base/span.h \
	src/base/table.c \
	src/base/table.h \
	src/base/utf8.c \
	src/base/utf8.h \
	src/base/utf8_table.h \
	src/base/vec.c \
	src/base/vec.h
