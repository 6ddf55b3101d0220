package request_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"

	"tokenscape/web/request"
)

func TestReadSettings(t *testing.T) {
	for name, tt := range map[string]struct {
		query, cookie, accept string
		want                  request.Settings
	}{
		"nothing":                      {"", "", "", request.Settings{Lang: "en"}},
		"the browser's language":       {"", "", "zh-CN,zh;q=0.9,en;q=0.5", request.Settings{Lang: "zh"}},
		"English preferred":            {"", "", "en-GB,zh;q=0.5", request.Settings{Lang: "en"}},
		"a language that is not had":   {"", "", "fr", request.Settings{Lang: "en"}},
		"a broken header":              {"", "", ";;;q=zh", request.Settings{Lang: "en"}},
		"the cookie before the header": {"", "lang=zh", "en", request.Settings{Lang: "zh"}},
		"the URL before the cookie":    {"lang=en", "lang=zh", "zh", request.Settings{Lang: "en"}},
		"an unknown language":          {"lang=xx", "lang=zh", "en", request.Settings{Lang: "zh"}},
		"theme and size":               {"theme=dark&size=large", "", "", request.Settings{Lang: "en", Theme: "dark", Size: "large"}},
		"the device's own theme":       {"theme=auto", "theme=dark", "", request.Settings{Lang: "en"}},
	} {
		t.Run(name, func(t *testing.T) {
			r := httptest.NewRequest(http.MethodGet, "/?"+tt.query, nil)
			r.Header.Set("Cookie", tt.cookie)
			r.Header.Set("Accept-Language", tt.accept)
			if got := request.ReadSettings(r); got != tt.want {
				t.Errorf("got %+v, want %+v", got, tt.want)
			}
		})
	}
}

func TestRemember(t *testing.T) {
	w := httptest.NewRecorder()
	request.Remember(w, httptest.NewRequest(http.MethodGet, "/?lang=zh&theme=neon", nil))
	cookies := w.Result().Cookies()
	if len(cookies) != 1 || cookies[0].Name != "lang" || cookies[0].Value != "zh" || cookies[0].SameSite != http.SameSiteLaxMode {
		t.Errorf("cookies %v, want lang=zh alone", cookies)
	}
}

func ExampleReadSettings() {
	r := httptest.NewRequest(http.MethodGet, "/?theme=dark", nil)
	r.Header.Set("Accept-Language", "zh-CN")
	fmt.Printf("%+v\n", request.ReadSettings(r))
	// Output: {Lang:zh Theme:dark Size:}
}
