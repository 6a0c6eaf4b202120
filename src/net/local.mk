# Bytes to and from others. What uses it links CURL_LIBS, MHD_LIBS and
# GNUTLS_LIBS.
libsmets1_a_SOURCES += \
	src/net/clock.c src/net/clock.h \
	src/net/http.c src/net/http.h src/net/http_room.h src/net/http_set.c \
	src/net/pipe.h \
	src/net/receiver.c src/net/receiver.h \
	src/net/wait.c src/net/wait.h
