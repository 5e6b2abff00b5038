// Checks docker-compose.yml against the compose specification and the Dockerfile against its grammar, and prints what
// both say as JSON, for the tests to look at:
//
//	checker FOLDER
//
// prints {"compose": …, "image": {"stages": [{"name", "base", "instructions": [{"name", "arguments"}]}]}} and exits with 0, or says on
// standard error what is wrong and exits with 1.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/compose-spec/compose-go/v2/cli"
	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
	"github.com/moby/patternmatcher"
	"github.com/moby/patternmatcher/ignorefile"
)

func main() {
	if len(os.Args) != 2 {
		fail(errors.New("one argument expected: the folder of docker-compose.yml"))
	}
	compose, err := readCompose(os.Args[1])
	if err != nil {
		fail(fmt.Errorf("docker-compose.yml: %w", err))
	}
	image, err := readImage(os.Args[1])
	if err != nil {
		fail(fmt.Errorf("Dockerfile: %w", err))
	}
	err = json.NewEncoder(os.Stdout).Encode(map[string]any{"compose": compose, "image": image})
	if err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

// readCompose gives the project with all its profiles, as the specification understands it.
func readCompose(folder string) (json.RawMessage, error) {
	options, err := cli.NewProjectOptions(
		[]string{filepath.Join(folder, "docker-compose.yml")},
		cli.WithProfiles([]string{"*"}),
		cli.WithWorkingDirectory(folder),
	)
	if err != nil {
		return nil, err
	}
	project, err := options.LoadProject(context.Background())
	if err != nil {
		return nil, err
	}
	// Without the profile, what is left has to be a project, too.
	if _, err = project.WithProfiles(nil); err != nil {
		return nil, err
	}
	return project.MarshalJSON()
}

type instruction struct {
	Name      string   `json:"name"`
	Arguments []string `json:"arguments"`
}

type stage struct {
	Name         string        `json:"name"`
	Base         string        `json:"base"`
	Instructions []instruction `json:"instructions"`
}

// readImage gives the stages of the Dockerfile, after a look whether all that it copies is sent to the builder.
func readImage(folder string) (map[string]any, error) {
	text, err := os.ReadFile(filepath.Join(folder, "Dockerfile"))
	if err != nil {
		return nil, err
	}
	parsed, err := parser.Parse(bytes.NewReader(text))
	if err != nil {
		return nil, err
	}
	for _, warning := range parsed.Warnings {
		return nil, fmt.Errorf("line %d: %s", warning.Location.Start.Line, warning.Short)
	}
	found, _, err := instructions.Parse(parsed.AST, nil)
	if err != nil {
		return nil, err
	}
	ignored, err := readIgnored(folder)
	if err != nil {
		return nil, err
	}
	stages := []stage{}
	for _, one := range found {
		said := stage{Name: one.Name, Base: one.BaseName}
		for _, command := range one.Commands {
			line, err := argumentsOf(command)
			if err != nil {
				return nil, err
			}
			said.Instructions = append(said.Instructions, instruction{command.Name(), line})
			if copies, ok := command.(*instructions.CopyCommand); ok && copies.From == "" {
				for _, path := range copies.SourcePaths {
					if err := sent(folder, path, ignored); err != nil {
						return nil, err
					}
				}
			}
		}
		stages = append(stages, said)
	}
	return map[string]any{"stages": stages}, nil
}

// argumentsOf gives what stands behind the name of an instruction.
func argumentsOf(command instructions.Command) ([]string, error) {
	switch known := command.(type) {
	case *instructions.CopyCommand:
		if known.From != "" {
			return append([]string{"--from=" + known.From}, append(known.SourcePaths, known.DestPath)...), nil
		}
		return append(known.SourcePaths, known.DestPath), nil
	case *instructions.RunCommand:
		return known.CmdLine, nil
	case *instructions.CmdCommand:
		return known.CmdLine, nil
	case *instructions.EntrypointCommand:
		return known.CmdLine, nil
	case *instructions.UserCommand:
		return []string{known.User}, nil
	case *instructions.WorkdirCommand:
		return []string{known.Path}, nil
	case *instructions.EnvCommand:
		pairs := []string{}
		for _, pair := range known.Env {
			pairs = append(pairs, pair.Key+"="+pair.Value)
		}
		return pairs, nil
	}
	return nil, fmt.Errorf("%s: an instruction that this check does not know yet", command.Name())
}

func readIgnored(folder string) (*patternmatcher.PatternMatcher, error) {
	file, err := os.Open(filepath.Join(folder, ".dockerignore"))
	if err != nil {
		return nil, err
	}
	defer file.Close()
	patterns, err := ignorefile.ReadAll(file)
	if err != nil {
		return nil, err
	}
	return patternmatcher.New(patterns)
}

// sent tells whether a path that is copied is there, and not kept from the builder.
func sent(folder, path string, ignored *patternmatcher.PatternMatcher) error {
	if _, err := os.Stat(filepath.Join(folder, path)); err != nil {
		return err
	}
	kept, err := ignored.MatchesOrParentMatches(strings.TrimPrefix(filepath.ToSlash(filepath.Clean(path)), "/"))
	if err == nil && kept {
		err = fmt.Errorf("COPY %s: .dockerignore keeps it from the builder", path)
	}
	return err
}
