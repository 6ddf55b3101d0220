package message_test

import (
	"bytes"
	"encoding/json"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"tokenscape/web/message"
	"tokenscape/web/message/messagetest"
)

const messages = "tokenscape/web/message"

// A source is a package of the site, parsed and with the types of its expressions.
type source struct {
	path  string
	files []*ast.File
	info  *types.Info
}

// program is the packages that may use the catalogue, and it.
type program struct {
	*token.FileSet
	sources []source
	imports types.Importer
}

// load parses and checks the packages of the site; what they import comes from the
// build cache.
var load = sync.OnceValues(func() (*program, error) {
	cmd := exec.Command("go", "list", "-export", "-deps", "-json=ImportPath,Export,Dir,GoFiles", "tokenscape/web/...")
	cmd.Stderr = os.Stderr
	listed, err := cmd.Output()
	if err != nil {
		return nil, err
	}
	p := &program{FileSet: token.NewFileSet()}
	type listing struct {
		ImportPath, Export, Dir string
		GoFiles                 []string
	}
	exports := map[string]string{}
	var own []listing
	for d := json.NewDecoder(bytes.NewReader(listed)); ; {
		var l listing
		if err := d.Decode(&l); err == io.EOF {
			break
		} else if err != nil {
			return nil, err
		}
		exports[l.ImportPath] = l.Export
		if strings.HasPrefix(l.ImportPath, "tokenscape/web") && len(l.GoFiles) > 0 {
			own = append(own, l)
		}
	}
	p.imports = importer.ForCompiler(p.FileSet, "gc", func(path string) (io.ReadCloser, error) { return os.Open(exports[path]) })
	for _, l := range own {
		s := source{path: l.ImportPath, info: &types.Info{Selections: map[*ast.SelectorExpr]*types.Selection{}, Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{}, Defs: map[*ast.Ident]types.Object{}}}
		for _, name := range l.GoFiles {
			file, err := parser.ParseFile(p.FileSet, filepath.Join(l.Dir, name), nil, parser.SkipObjectResolution)
			if err != nil {
				return nil, err
			}
			s.files = append(s.files, file)
		}
		if _, err := (&types.Config{Importer: p.imports}).Check(l.ImportPath, p.FileSet, s.files, s.info); err != nil {
			return nil, err
		}
		p.sources = append(p.sources, s)
	}
	return p, nil
})

// texts are the fields of the catalogue's structs as the type checker names them:
// Text.Lang, Lab.Say.
func texts(t *testing.T, p *program) map[string]bool {
	t.Helper()
	fields := map[string]bool{}
	for _, s := range p.sources {
		if s.path != messages {
			continue
		}
		for _, file := range s.files {
			ast.Inspect(file, func(n ast.Node) bool {
				spec, ok := n.(*ast.TypeSpec)
				if !ok {
					return true
				}
				if body, ok := spec.Type.(*ast.StructType); ok {
					for _, field := range body.Fields.List {
						for _, name := range field.Names {
							fields[spec.Name.Name+"."+name.Name] = true
						}
					}
				}
				return true
			})
		}
	}
	if !fields["Text.Lang"] {
		t.Fatal("the catalogue has no Text.Lang: its structs were not found")
	}
	return fields
}

// text names the field of the catalogue that an expression selects, or "".
func (s *source) text(e ast.Expr) string {
	selector, ok := ast.Unparen(e).(*ast.SelectorExpr)
	if !ok {
		return ""
	}
	selection := s.info.Selections[selector]
	if selection == nil || selection.Kind() != types.FieldVal || selection.Obj().Pkg() == nil || selection.Obj().Pkg().Path() != messages {
		return ""
	}
	// The struct that has the field itself, behind the embedded ones.
	owner := selection.Recv()
	for _, i := range selection.Index()[:len(selection.Index())-1] {
		owner = structOf(owner).Field(i).Type()
	}
	if pointer, ok := types.Unalias(owner).(*types.Pointer); ok {
		owner = pointer.Elem()
	}
	if named, ok := types.Unalias(owner).(*types.Named); ok {
		return named.Obj().Name() + "." + selection.Obj().Name()
	}
	return ""
}

func structOf(t types.Type) *types.Struct {
	t = t.Underlying()
	if pointer, ok := t.(*types.Pointer); ok {
		t = pointer.Elem().Underlying()
	}
	return t.(*types.Struct)
}

// each calls f for every node of the site's Go code, that of templ among it.
func (p *program) each(f func(s *source, n ast.Node)) {
	for i := range p.sources {
		for _, file := range p.sources[i].files {
			ast.Inspect(file, func(n ast.Node) bool { f(&p.sources[i], n); return true })
		}
	}
}

func TestEveryTextIsUsed(t *testing.T) {
	p, err := load()
	if err != nil {
		t.Fatal(err)
	}
	unused := texts(t, p)
	p.each(func(s *source, n ast.Node) {
		if e, ok := n.(ast.Expr); ok {
			delete(unused, s.text(e))
		}
	})
	for _, name := range slices.Sorted(maps.Keys(unused)) {
		t.Errorf("%s is in the catalogue, but nothing says it", name)
	}
}

// A sentence is one text: it is not added up from several, for another language
// would put them in another order. Whole sentences are joined by Text.Join.
func TestNoSentenceIsAddedUp(t *testing.T) {
	p, err := load()
	if err != nil {
		t.Fatal(err)
	}
	said := p.said()
	p.each(func(s *source, n ast.Node) {
		var parts []ast.Expr
		switch n := n.(type) {
		case *ast.BinaryExpr:
			if n.Op == token.ADD {
				parts = []ast.Expr{n.X, n.Y}
			}
		case *ast.AssignStmt:
			if n.Tok == token.ADD_ASSIGN {
				parts = []ast.Expr{n.Lhs[0], n.Rhs[0]}
			}
		}
		for _, part := range parts {
			if said(s, part) {
				t.Errorf("%s: a text of the catalogue is a part of a sum: %s", p.Position(n.Pos()), types.ExprString(part))
			}
		}
	})
}

// A format that is no text of the catalogue puts none of its texts together: signs
// and their order are the language's.
func TestNoFormatAddsTextsUp(t *testing.T) {
	p, err := load()
	if err != nil {
		t.Fatal(err)
	}
	said := p.said()
	p.each(func(s *source, n ast.Node) {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return
		}
		at, ok := formats[called(call)]
		if !ok || len(call.Args) <= at {
			return
		}
		format, ok := call.Args[at].(*ast.BasicLit)
		if !ok || format.Kind != token.STRING {
			return
		}
		for _, arg := range call.Args[at+1:] {
			if said(s, arg) && strings.ContainsAny(messagetest.Bare(format.Value), ".,:;!?() ") {
				t.Errorf("%s: %s puts the text %s together with others", p.Position(call.Pos()), format.Value, types.ExprString(arg))
			}
		}
	})
}

// said tells which expressions are texts of the catalogue: fields, members of a map
// or list of them, such a text filled in, and the variables, parameters
// and fields of views that one of those is given to.
func (p *program) said() func(s *source, e ast.Expr) bool {
	holders := map[types.Object]bool{}
	var said func(s *source, e ast.Expr) bool
	object := func(s *source, e ast.Expr) types.Object {
		switch e := e.(type) {
		case *ast.Ident:
			if o := s.info.Defs[e]; o != nil {
				return o
			}
			return s.info.Uses[e]
		case *ast.SelectorExpr:
			if selection := s.info.Selections[e]; selection != nil {
				return selection.Obj()
			}
		}
		return nil
	}
	said = func(s *source, e ast.Expr) bool {
		e = ast.Unparen(e)
		if basic, ok := s.info.Types[e].Type.(*types.Basic); s.info.Types[e].Type != nil && (!ok || basic.Info()&types.IsString == 0) {
			return false
		}
		switch e := e.(type) {
		case *ast.CallExpr:
			_, format := formats[called(e)]
			return format && len(e.Args) > 0 && said(s, e.Args[0])
		case *ast.IndexExpr:
			return s.text(e.X) != ""
		}
		return s.text(e) != "" || holders[object(s, e)]
	}
	for before := -1; len(holders) > before; { // until no assignment tells anything new
		before = len(holders)
		p.each(func(s *source, n ast.Node) {
			switch n := n.(type) {
			case *ast.AssignStmt:
				if len(n.Lhs) == len(n.Rhs) {
					for i := range n.Lhs {
						if o := object(s, n.Lhs[i]); o != nil && said(s, n.Rhs[i]) {
							holders[o] = true
						}
					}
				}
			case *ast.KeyValueExpr:
				if key, ok := n.Key.(*ast.Ident); ok && s.info.Uses[key] != nil && said(s, n.Value) {
					holders[s.info.Uses[key]] = true
				}
			case *ast.CompositeLit:
				if fields, ok := s.info.Types[n].Type.Underlying().(*types.Struct); ok {
					for i, e := range n.Elts {
						if _, keyed := e.(*ast.KeyValueExpr); !keyed && said(s, e) {
							holders[fields.Field(i)] = true
						}
					}
				}
			case *ast.CallExpr:
				if f, ok := ast.Unparen(n.Fun).(*ast.Ident); ok && s.info.Uses[f] != nil {
					if signature, ok := s.info.Uses[f].Type().(*types.Signature); ok && !signature.Variadic() {
						for i, e := range n.Args {
							if signature.Params().Len() == len(n.Args) && said(s, e) {
								holders[signature.Params().At(i)] = true
							}
						}
					}
				}
			}
		})
	}
	return said
}

// called is the name of the function that is called.
func called(call *ast.CallExpr) string {
	switch f := call.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}

// byField are the English texts by struct and field.
func byField() map[string][]string {
	found := map[string][]string{}
	var walk func(v reflect.Value)
	walk = func(v reflect.Value) {
		for i := range v.NumField() {
			name := v.Type().Name() + "." + v.Type().Field(i).Name
			switch field := v.Field(i); field.Kind() {
			case reflect.Struct:
				walk(field)
			case reflect.String:
				found[name] = append(found[name], field.String())
			}
		}
	}
	walk(reflect.ValueOf(message.English))
	return found
}

// formats are the functions that put arguments into a text, and the place of it.
var formats = map[string]int{"sprintf": 0, "Sprintf": 0, "Fprintf": 1, "Appendf": 1}

// What is put into a text is of the number and kinds that it has verbs for. It is
// enough to look at one language: in the other the verbs are the same.
func TestTextsAreFilledAsTheyAsk(t *testing.T) {
	p, err := load()
	if err != nil {
		t.Fatal(err)
	}
	english := byField()
	filled := map[string]bool{}
	p.each(func(s *source, n ast.Node) {
		call, ok := n.(*ast.CallExpr)
		if !ok || call.Ellipsis.IsValid() {
			return
		}
		at, ok := formats[called(call)]
		if !ok || len(call.Args) <= at || s.text(call.Args[at]) == "" {
			return
		}
		field := s.text(call.Args[at])
		filled[field] = true
		args := call.Args[at+1:]
		for _, text := range english[field] {
			verbs := messagetest.Verbs(text)
			if len(verbs) != len(args) {
				t.Errorf("%s: %q is given %d arguments", p.Position(call.Pos()), text, len(args))
				return
			}
			for number, verb := range verbs {
				var i int
				for i = range args {
					if number == string(rune('1'+i)) {
						break
					}
				}
				if got := s.info.Types[args[i]].Type; !fits(verb, got) {
					t.Errorf("%s: %q is given a %s for %%%s", p.Position(call.Pos()), text, got, verb)
				}
			}
		}
	})
	if len(filled) < 50 {
		t.Errorf("only %d texts were found to be filled", len(filled))
	}
}

// fits says whether a verb of package fmt is for a value of the type.
func fits(verb string, t types.Type) bool {
	basic, ok := t.Underlying().(*types.Basic)
	if !ok {
		return false
	}
	switch verb {
	case "s", "q":
		return basic.Info()&types.IsString != 0
	case "d":
		return basic.Info()&types.IsInteger != 0
	case "f", "g":
		return basic.Info()&types.IsFloat != 0
	}
	return false
}
